import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { SupergraphFacts } from '../../src/planner/planner.js';
import { listJoiningFields } from '../../src/planner/joining-fields.js';
import { readSupergraphFacts } from '../../src/planner/supergraph-facts.js';
import type { SupergraphSource } from './supergraphs/supergraph-source.js';
import { keysOf } from './keys.js';
import type { Keys } from './keys.js';
import { referenceSchema } from './reference-answer.js';
import { referenceResolvers } from './world.js';

/** All that the two executors and the subgraphs behind them need of one supergraph. */
export interface ComposedSupergraph {
  readonly name: string;
  readonly maxDepth: number;
  readonly sdl: string;
  /** What clients see, in the two forms that the two executors take. */
  readonly apiSchema: GraphQLSchema;
  readonly api: Schema;
  /** The same for {@link referenceAnswer}. */
  readonly reference: GraphQLSchema;
  /** With what is hidden from clients and what only joins services. */
  readonly fullSchema: GraphQLSchema;
  readonly facts: SupergraphFacts;
  readonly planner: QueryPlanner;
  readonly services: ReadonlyMap<string, GraphQLSchema>;
  readonly keys: Keys;
  /** Names of the fields that plans fetch unasked. */
  readonly joiningFields: ReadonlySet<string>;
}

type ResolverMap = Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers'];

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [
  "@key" "@requires" "@provides" "@external" "@shareable" "@override" "@inaccessible" "@interfaceObject"
])\n`;

export function composeSupergraph(source: SupergraphSource): ComposedSupergraph {
  const services = Object.entries(source.subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(LINK + sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) {
    throw new Error(`${source.name} does not compose: ${(errors ?? []).map(String).join('\n')}`);
  }
  const keys = keysOf(services.map(({ typeDefs }) => typeDefs));
  const supergraph = Supergraph.build(supergraphSdl);
  const api = supergraph.apiSchema();
  const apiSchema = api.toGraphQLJSSchema();
  return {
    name: source.name,
    maxDepth: source.maxDepth ?? 6,
    sdl: supergraphSdl,
    api,
    apiSchema,
    reference: referenceSchema(apiSchema),
    fullSchema: supergraph.schema.toGraphQLJSSchema(),
    facts: readSupergraphFacts(supergraph, api),
    // A few recursive operations would have it weigh millions of plans: it gives up on those.
    planner: new QueryPlanner(supergraph, { debug: { maxEvaluatedPlans: 100, pathsLimit: 60 } }),
    services: new Map(services.map(({ name, typeDefs }) => [name, serviceSchema(typeDefs, keys)])),
    keys,
    joiningFields: new Set(listJoiningFields(supergraph.schema)),
  };
}

function serviceSchema(typeDefs: DocumentNode, keys: Keys): GraphQLSchema {
  const resolvers = referenceResolvers(buildSubgraphSchema({ typeDefs }), keys);
  return buildSubgraphSchema([{ typeDefs, resolvers: resolvers as ResolverMap }]);
}
