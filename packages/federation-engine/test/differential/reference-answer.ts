import {
  execute,
  extendSchema,
  getNullableType,
  GraphQLID,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isScalarType,
  parse,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import type {
  DocumentNode,
  GraphQLError,
  GraphQLFieldResolver,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';

/** What GraphQL makes of the merged data of all fetches, by the word of graphql-js. */
export interface ReferenceAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

const UNNAMED = '_Unnamed';

// What a service gave as an ID is passed on as it is, number or text.
GraphQLID.serialize = (value) => value as string;

TypeNameMetaFieldDef.resolve = (_source, _args, _context, { parentType }) => {
  if (parentType.name.endsWith(UNNAMED)) throw new Error('which type this is nobody said');
  return parentType.name;
};

/**
 * The schema with one more object type below each abstract one. Where a service knows an interface as one object, the
 * planner does not ask for `__typename`, and fields of the interface are all that may be selected.
 */
export function referenceSchema(schema: GraphQLSchema): GraphQLSchema {
  const definitions = Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => {
      const name = `${type.name}${UNNAMED}`;
      if (!isInterfaceType(type)) return `type ${name} { _: Int } extend union ${type.name} = ${name}`;
      const fields = Object.values(type.getFields()).map((field) => {
        const args = field.args.map((arg) => `${arg.name}: ${arg.type.toString()}`);
        return `${field.name}${args.length > 0 ? `(${args.join()})` : ''}: ${field.type.toString()}`;
      });
      const parents = [type, ...type.getInterfaces()].map(String);
      return `type ${name} implements ${parents.join(' & ')} { ${fields.join(' ')} }`;
    });
  return definitions.length === 0 ? schema : extendSchema(schema, parse(definitions.join('\n')));
}

/**
 * Completes merged data as graphql-js completes what resolvers return. Leaf values are checked, not coerced: a service
 * has serialized them already, and what is a wrong type then must not become a right one by chance.
 *
 * @param introspection where the values of `__schema` and `__type` are taken from: they are not what this is about
 */
export function referenceAnswer(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  merged: Record<string, unknown>,
  introspection: Readonly<Record<string, unknown>> | null,
): ReferenceAnswer {
  const result = execute({
    schema,
    document,
    rootValue: merged,
    variableValues: variables,
    fieldResolver: readField,
    typeResolver: (value, _context, info, type) => {
      const name = (value as Record<string, unknown>)['__typename'];
      if (name === undefined || name === '') return `${type.name}${UNNAMED}`;
      if (typeof name !== 'string') return undefined;
      return isAbstractType(info.schema.getType(name)) ? `${name}${UNNAMED}` : name;
    },
  });
  if (result instanceof Promise) throw new Error('nothing here waits');
  const { data, errors } = result as {
    data?: Record<string, unknown> | null;
    errors?: readonly GraphQLError[];
  };
  if (data) takeIntrospection(data, document, introspection);
  // That a null variable stands for an argument that may not be null is for the service to say, not for completion.
  const ofValues = (errors ?? []).filter(({ message }) => !message.startsWith('Argument "'));
  return { data: data ?? null, errors: ofValues };
}

function takeIntrospection(
  data: Record<string, unknown>,
  document: DocumentNode,
  from: Readonly<Record<string, unknown>> | null,
): void {
  visit(document, {
    Field: ({ name, alias }) => {
      const key = (alias ?? name).value;
      if ((name.value === '__schema' || name.value === '__type') && Object.hasOwn(data, key))
        data[key] = from?.[key];
    },
  });
}

const readField: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, info) => {
  const key = String(info.path.key);
  const object = source as Record<string, unknown>;
  return check(Object.hasOwn(object, key) ? object[key] : null, info.returnType, info.schema);
};

function check(value: unknown, declared: GraphQLOutputType, schema: GraphQLSchema): unknown {
  const type = getNullableType(declared);
  if (value === null || value === undefined) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) return new Error('a list was expected');
    return value.map((item) => check(item, type.ofType, schema));
  }
  if (isLeafType(type)) return isOf(value, type) ? value : new Error(`a ${type.name} was expected`);
  if (typeof value !== 'object' || Array.isArray(value)) return new Error('an object was expected');
  const typename = (value as Record<string, unknown>)['__typename'];
  if (typename === undefined || typename === '') return value;
  const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
  const isBelow =
    named === type || (isAbstractType(type) && isTypeBelow(named) && schema.isSubType(type, named));
  return isBelow ? value : new Error('a __typename was expected');
}

const isTypeBelow = (type: unknown): type is GraphQLObjectType | GraphQLInterfaceType =>
  isObjectType(type) || isInterfaceType(type);

function isOf(value: unknown, type: GraphQLOutputType): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  if (!isScalarType(type)) return false;
  switch (type.name) {
    case 'Int':
      return Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31 - 1;
    case 'Float':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'String':
      return typeof value === 'string';
    case 'ID':
      return typeof value === 'string' || Number.isInteger(value);
    default:
      return true;
  }
}
