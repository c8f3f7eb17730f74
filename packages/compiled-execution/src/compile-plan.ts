import {
  defaultFieldResolver,
  getNullableType,
  GraphQLBoolean,
  GraphQLID,
  GraphQLString,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { collectFields, type Conditions } from './collect-fields.js';
import type { Completer, FieldPlace, FieldPlan, ObjectPlan, Operation } from './plan.js';
import { compileArguments } from './read-arguments.js';

function findField(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function passedType(type: GraphQLLeafType): Completer['passes'] {
  if (type === GraphQLString || type === GraphQLID) return 'string';
  return type === GraphQLBoolean ? 'boolean' : '';
}

/**
 * The plans of one operation for one set of conditions, each compiled when its place is first reached: an operation
 * of nested fragments can stand for more places than any answer has.
 */
export class PlanCompiler {
  /** Places with one node and one type ask the same wherever they are, as in a fragment spread at several. */
  readonly #known = new Map<FieldNode, Map<GraphQLObjectType, ObjectPlan>>();

  constructor(
    private readonly operation: Operation,
    private readonly conditions: Conditions,
  ) {}

  compileRoot(type: GraphQLObjectType): ObjectPlan {
    return this.#compileObject(type, [this.operation.node.selectionSet]);
  }

  #planFor(type: GraphQLObjectType, nodes: readonly FieldNode[]): ObjectPlan {
    const only = nodes.length === 1 ? nodes[0] : undefined;
    const known = only && this.#known.get(only)?.get(type);
    if (known) return known;
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const plan = this.#compileObject(type, selectionSets);
    if (only)
      this.#known.set(
        only,
        (this.#known.get(only) ?? new Map<GraphQLObjectType, ObjectPlan>()).set(type, plan),
      );
    return plan;
  }

  #compileObject(type: GraphQLObjectType, selectionSets: Parameters<typeof collectFields>[3]): ObjectPlan {
    const fields: FieldPlan[] = [];
    for (const [key, nodes] of collectFields(this.operation, this.conditions, type, selectionSets)) {
      const field = this.#compileField(type, key, nodes);
      if (field !== undefined) fields.push(field);
    }
    return { type, fields, hasProtoKey: fields.some(({ key }) => key === '__proto__') };
  }

  /** Undefined for a field that the type does not have, which is left out of the answer. */
  #compileField(
    parentType: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
  ): FieldPlan | undefined {
    const node = nodes[0]!;
    const definition = findField(this.operation.schema, parentType, node.name.value);
    if (definition === undefined) return undefined;
    const { name, type, args } = definition;
    const resolve = definition.resolve === defaultFieldResolver ? undefined : definition.resolve;
    const place = { key, name, nodes, type, parentType };
    return {
      ...place,
      constant: definition === TypeNameMetaFieldDef ? parentType.name : undefined,
      isProperty: !resolve && args.length === 0,
      resolve,
      readArguments: compileArguments(definition, node),
      completer: this.#compileCompleter(place, type),
    };
  }

  #compileCompleter(field: FieldPlace, type: GraphQLOutputType): Completer {
    const isNullable = !isNonNullType(type);
    const given = getNullableType(type);
    const place = { isNullable, field, passes: '' } as const;
    if (isLeafType(given)) return { kind: 'leaf', ...place, type: given, passes: passedType(given) };
    if (isListType(given))
      return {
        kind: 'list',
        ...place,
        item: this.#compileCompleter(field, given.ofType),
      };
    const planFor = (object: GraphQLObjectType) => this.#planFor(object, field.nodes);
    if (isAbstractType(given)) return { kind: 'abstract', ...place, type: given, plans: new Map(), planFor };
    let plan: ObjectPlan | undefined;
    return { kind: 'object', ...place, type: given, plan: () => (plan ??= planFor(given)) };
  }
}
