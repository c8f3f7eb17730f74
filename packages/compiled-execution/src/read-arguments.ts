import {
  getArgumentValues,
  getNullableType,
  isEnumType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  visit,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
} from 'graphql';
import type { Execution } from './execution.js';

type Values = Readonly<Record<string, unknown>>;

function hasVariables({ arguments: nodes }: FieldNode): boolean {
  let found = false;
  for (const node of nodes ?? []) visit(node, { Variable: () => void (found = true) });
  return found;
}

const isPlain = (value: object) => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** A copy of lists and input objects, which a resolver may write into; what a scalar made of a class stays itself. */
function copyInput(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyInput);
  if (!isPlain(value)) return value;
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  for (const [name, member] of Object.entries(value))
    Object.defineProperty(copy, name, {
      value: copyInput(member),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  return copy;
}

/** Whether a value of an argument can be a list or an object, which the next resolver must not see changed. */
const canNest = ({ type }: GraphQLArgument) => {
  const given = getNullableType(type);
  return !isEnumType(given) && !(isScalarType(given) && isSpecifiedScalarType(given));
};

/**
 * How arguments coerced once are handed to one resolver after another: as graphql-js would, each gets its own. A
 * variable's value is one object in all of an execution there too.
 */
function compileCopy(definition: GraphQLField<unknown, unknown>, node: FieldNode) {
  const variables = (node.arguments ?? []).filter(({ value }) => value.kind === Kind.VARIABLE);
  const shared = new Set(variables.map(({ name }) => name.value));
  const nested = definition.args.filter((argument) => canNest(argument) && !shared.has(argument.name));
  const names = nested.map(({ name }) => name);
  return (values: Values): Record<string, unknown> => {
    const copy = { ...values };
    for (const name of names) if (Object.hasOwn(copy, name)) copy[name] = copyInput(copy[name]);
    return copy;
  };
}

/**
 * Reads a field's arguments: coerced once for good where they hold no variable, else once per execution. What cannot
 * be coerced is tried, and thrown, anew each time.
 */
export function compileArguments(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (execution: Execution) => Record<string, unknown> {
  if (definition.args.length === 0) return () => ({});
  const copy = compileCopy(definition, node);
  if (hasVariables(node))
    return (execution) =>
      copy(execution.argumentsOf(copy, () => getArgumentValues(definition, node, execution.variableValues)));
  let values: Values | undefined;
  return () => copy((values ??= getArgumentValues(definition, node)));
}
