import {
  Kind,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { ownValue, type JsonObject } from '../own-value.js';

/** A variable that decides about `@skip` or `@include`, with its default. */
export interface ConditionVariable {
  readonly name: string;
  readonly isTrueByDefault: boolean;
}

const isTrueByDefault = ({ defaultValue }: VariableDefinitionNode) =>
  defaultValue?.kind === Kind.BOOLEAN && defaultValue.value;

/** The variables that an operation's shape depends on. */
export function findConditionVariables(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly ConditionVariable[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: args }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return (operation.variableDefinitions ?? [])
    .filter(({ variable }) => names.has(variable.name.value))
    .map((definition) => ({
      name: definition.variable.name.value,
      isTrueByDefault: isTrueByDefault(definition),
    }));
}

/** The value of each, given or by default. */
export const decideConditions = (
  variables: readonly ConditionVariable[],
  given: JsonObject,
): ReadonlyMap<string, boolean> =>
  new Map(
    variables.map(({ name, isTrueByDefault }) => [name, (ownValue(given, name) ?? isTrueByDefault) === true]),
  );
