import { isInterfaceType, isUnionType, type Schema, type Supergraph } from '@apollo/federation-internals';
import { printSchema } from 'graphql';
import { findEntityKeys } from './entity-keys.js';
import { listJoiningFields } from './joining-fields.js';
import type { SupergraphFacts } from './planner.js';

/** Every abstract type of the supergraph, hidden ones too: plans speak of them all. */
function listPossibleTypes(schema: Schema): Readonly<Record<string, readonly string[]>> {
  const below: [string, readonly string[]][] = [];
  for (const type of schema.types()) {
    if (isInterfaceType(type)) below.push([type.name, type.allImplementations().map(({ name }) => name)]);
    if (isUnionType(type)) below.push([type.name, type.types().map(({ name }) => name)]);
  }
  return Object.fromEntries(below);
}

/** What the engine needs to know of a supergraph; `apiSchema` is what `supergraph.apiSchema()` gives. */
export const readSupergraphFacts = (supergraph: Supergraph, apiSchema: Schema): SupergraphFacts => ({
  apiSchema: printSchema(apiSchema.toGraphQLJSSchema()),
  possibleTypes: listPossibleTypes(supergraph.schema),
  entityKeys: findEntityKeys(supergraph, apiSchema),
  joiningFields: listJoiningFields(supergraph.schema),
});
