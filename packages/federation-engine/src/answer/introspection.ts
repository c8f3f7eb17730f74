import {
  executeSync,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { JsonObject } from '../own-value.js';
import type { Introspect } from './complete-answer.js';
import type { ShapeField } from './operation-shape.js';

/**
 * Answers `__schema` and `__type` from the schema that clients see, with no subgraph asked.
 * @param variables the client's, for arguments and directives below the field
 */
export function createIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Iterable<FragmentDefinitionNode>,
  variables: JsonObject,
): Introspect {
  const definitions = [...fragments];
  return ({ key, nodes }: ShapeField) => {
    const query = {
      kind: Kind.OPERATION_DEFINITION,
      operation: 'query',
      variableDefinitions: operation.variableDefinitions,
      selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
    } as OperationDefinitionNode;
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [query, ...definitions] };
    const { data } = executeSync({ schema, document, variableValues: variables });
    return data?.[key] ?? null;
  };
}
