import '../telemetry-off.js';
import { createHash } from 'node:crypto';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from '@corridor/config';
import { SubgraphFailure, type Subgraph } from '@corridor/federation-engine';
import type { GatewayConfig } from '../config.js';
import { boundPlanning, plannerBounds } from './bound-planning.js';
import type { GatewayContext } from '../operations/mask-errors.js';
import type { Engine } from './engine.js';

type ProcessOptions = Parameters<GraphQLDataSource['process']>[0];

/** A way to a subgraph in the form that Apollo's gateway takes; the same way, with the same limits. */
class SubgraphDataSource implements GraphQLDataSource {
  constructor(private readonly subgraph: Subgraph) {}

  async process({ request, context }: ProcessOptions): ReturnType<GraphQLDataSource['process']> {
    const { query: text = '', operationName: name, variables = {} } = request;
    const json = `"query":${JSON.stringify(text)}${name ? `,"operationName":${JSON.stringify(name)}` : ''}`;
    const kind = text.startsWith('mutation') ? ('mutation' as const) : ('query' as const);
    const { call } = context as unknown as GatewayContext;
    try {
      const operation = { text, name, kind, json };
      const answer = await this.subgraph.fetch({ operation, variables: JSON.stringify(variables), call });
      return answer;
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      const message = `The ${this.subgraph.name} service is not available.`;
      return { errors: [{ message, extensions: { code: 'SERVICE_UNAVAILABLE' } }] };
    }
  }
}

export interface StockEngineOptions {
  readonly supergraphSdl: string;
  readonly findSubgraph: (name: string) => Subgraph;
  readonly config: GatewayConfig;
  readonly logger: Logger;
}

/** Apollo's gateway as it is, over the same ways to the same subgraphs. */
export function openStockEngine({ supergraphSdl, findSubgraph, config, logger }: StockEngineOptions): Engine {
  const id = createHash('sha256').update(supergraphSdl).digest('hex').slice(0, 12);
  const loadedAt = new Date();
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => new SubgraphDataSource(findSubgraph(name)),
    queryPlannerConfig: plannerBounds,
    __exposeQueryPlanExperimental: !config.production,
    validateSupergraph: false, // it was validated as it was composed
    logger,
  });
  return {
    gateway: boundPlanning(gateway),
    answer: () => Promise.resolve(undefined),
    supergraph: () => ({ current: { id, loadedAt, fromLastGood: false } }),
  };
}
