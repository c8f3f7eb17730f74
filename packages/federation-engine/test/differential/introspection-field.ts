import { GraphQLNonNull, GraphQLString, parse } from 'graphql';
import { Kind } from 'graphql';
import type { FieldNode, OperationDefinitionNode } from 'graphql';
import type { UseVariable } from './input-values.js';
import type { SelectionScope } from './selection-scope.js';
import type { Tape } from './tape.js';

const FIELDS = [
  '__schema { queryType { name } }',
  '__schema { types { name kind fields { name type { kind ofType { name } } } } directives { name } }',
  '__type(name: "Query") { fields(includeDeprecated: true) { name args { name defaultValue } } }',
  '__type(name: "Nothing") { kind }',
  '__type(name: "Query") { __typename constructor: name toString: interfaces { name } }',
];

/** A field about the schema itself. */
export function introspectionField(tape: Tape, scope: SelectionScope, useVariable: UseVariable): FieldNode {
  const text = tape.pick(FIELDS);
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  const field = (operation as OperationDefinitionNode).selectionSet.selections[0] as FieldNode;
  const variable =
    field.name.value === '__type' && tape.happens(40)
      ? useVariable(new GraphQLNonNull(GraphQLString))
      : undefined;
  const [argument] = field.arguments ?? [];
  const asked = variable && argument ? { ...field, arguments: [{ ...argument, value: variable }] } : field;
  const key = freeKey(tape.happens(30) ? '__proto__' : field.name.value, JSON.stringify(asked), scope);
  scope.enter(key, JSON.stringify(asked));
  return key === field.name.value ? asked : { ...asked, alias: { kind: Kind.NAME, value: key } };
}

function freeKey(wish: string, signature: string, scope: SelectionScope): string {
  if (scope.accepts(wish, signature)) return wish;
  for (let suffix = 1; ; suffix++) if (scope.accepts(`meta${suffix}`, signature)) return `meta${suffix}`;
}
