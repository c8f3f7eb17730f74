import { Kind, type TypeNode, type VariableDefinitionNode } from 'graphql';
import { isInt } from '../answer/leaf-values.js';
import { ownValue, type JsonObject } from '../own-value.js';

type Fits = (value: unknown) => boolean;

const isText: Fits = (value) => typeof value === 'string';

const plainTypes: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ['String', isText],
  ['ID', isText],
  ['Int', isInt],
  ['Float', (value) => typeof value === 'number' && Number.isFinite(value)],
  ['Boolean', (value) => typeof value === 'boolean'],
]);

function findCheck(type: TypeNode): Fits | undefined {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const fits = named.kind === Kind.NAMED_TYPE ? plainTypes.get(named.name.value) : undefined;
  if (!fits || type.kind === Kind.NON_NULL_TYPE) return fits;
  return (value) => value === undefined || value === null || fits(value);
}

/**
 * A quick check of variables that are built-in scalars, as most are. What it lets pass fits; of what it does not,
 * graphql-js says whether and why it does not.
 * @returns undefined when a variable is of another type
 */
export function compilePlainCheck(
  definitions: readonly VariableDefinitionNode[],
): ((variables: JsonObject) => boolean) | undefined {
  const checks = definitions.map(({ variable, type }) => ({
    name: variable.name.value,
    fits: findCheck(type),
  }));
  if (checks.some(({ fits }) => !fits)) return undefined;
  return (variables) => checks.every(({ name, fits }) => fits?.(ownValue(variables, name)));
}
