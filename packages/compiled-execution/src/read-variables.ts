import {
  getVariableValues,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** Thrown away at once; what is wrong with a value is then told by graphql-js. */
class Unusable extends Error {}

/** @throws what it is, where graphql-js would not take the value as it is */
type Coerce = (value: unknown) => unknown;

const refuse = (): never => {
  throw new Unusable();
};

/** Types refer to themselves: an input object's fields are compiled when the first such object comes. */
function compileObject(type: GraphQLInputObjectType): Coerce {
  if (type.isOneOf) return refuse;
  let coercers: [name: string, coerce: Coerce, otherwise: unknown][] | undefined;
  const compile = () =>
    Object.values(type.getFields()).map(({ name, type: given, defaultValue }): [string, Coerce, unknown] => [
      name,
      compileCoercer(given),
      defaultValue === undefined && isNonNullType(given) ? refuse : defaultValue,
    ]);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse();
    const fields = type.getFields();
    for (const name of Object.keys(value)) if (!Object.hasOwn(fields, name)) return refuse();
    const coerced: Record<string, unknown> = {};
    for (const [name, coerce, otherwise] of (coercers ??= compile())) {
      const given = (value as Values)[name];
      if (given !== undefined) coerced[name] = coerce(given);
      else if (otherwise === refuse) refuse();
      else if (otherwise !== undefined) coerced[name] = otherwise;
    }
    return coerced;
  };
}

function compileCoercer(type: GraphQLInputType): Coerce {
  if (isNonNullType(type)) {
    const coerce = compileCoercer(type.ofType);
    return (value) => (value === null || value === undefined ? refuse() : coerce(value));
  }
  const coerce = compileGiven(type);
  return (value) => (value === null || value === undefined ? null : coerce(value));
}

function compileGiven(type: GraphQLInputType): Coerce {
  if (isListType(type)) {
    const coerce = compileCoercer(type.ofType);
    return (value) => (Array.isArray(value) ? value.map((item) => coerce(item)) : refuse());
  }
  if (isInputObjectType(type)) return compileObject(type);
  if (!isLeafType(type)) return refuse;
  return (value) => {
    const parsed: unknown = type.parseValue(value);
    return parsed === undefined ? refuse() : parsed;
  };
}

/**
 * Reads variables as graphql-js does. What is right in the plainest way is coerced by functions compiled for its
 * type; anything else goes to graphql-js, which says what is wrong.
 */
export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (given: Values) => { readonly coerced?: Values; readonly errors?: readonly GraphQLError[] } {
  const variables = definitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node) as GraphQLInputType | undefined;
    const name = variable.name.value;
    const isUsual = type && isInputType(type) && name !== '__proto__'; // which assigning would not make a member
    const coerce = isUsual ? compileCoercer(type) : refuse;
    return { name, coerce, isOptional: !defaultValue && !isNonNullType(type) };
  });
  const readPlain = (given: Values): Values | undefined => {
    const coerced: Record<string, unknown> = {};
    try {
      for (const { name, coerce, isOptional } of variables)
        if (Object.hasOwn(given, name)) coerced[name] = coerce(given[name]);
        else if (!isOptional) return undefined;
    } catch {
      return undefined;
    }
    return coerced;
  };
  return (given) => {
    const coerced = readPlain(given);
    if (coerced) return { coerced };
    return getVariableValues(schema, definitions, given, { maxErrors: 50 }); // as many as graphql-js's execute
  };
}
