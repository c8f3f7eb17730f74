import { HeaderMap, type GraphQLRequest } from '@apollo/server';
import type { Logger } from '@corridor/config';
import {
  httpSubgraph,
  localSubgraph,
  shareFetches,
  SubgraphFailure,
  type Subgraph,
} from '@corridor/federation-engine';
import { requestIdHeader, type Readiness } from '@corridor/http';
import type { FormattedExecutionResult } from 'graphql';
import type { GatewayConfig } from '../config.js';

/** A subgraph that runs in this process. */
export interface LocalSubgraph {
  /** The result is the caller's: it writes into it. */
  execute(request: GraphQLRequest, requestId: string): Promise<FormattedExecutionResult>;
  readiness(): Promise<Readiness>;
}

/** Where a subgraph is: in this process, or at an address such as `http://127.0.0.1:4001/graphql`. */
export type SubgraphTarget = LocalSubgraph | { readonly url: string };

const connect = (name: string, target: SubgraphTarget, config: GatewayConfig): Subgraph =>
  'url' in target
    ? httpSubgraph({
        name,
        url: target.url,
        timeoutMs: config.subgraphTimeoutMs,
        maxBatch: config.subgraphMaxBatch,
      })
    : localSubgraph({
        name,
        timeoutMs: config.subgraphTimeoutMs,
        execute: ({ query, operationName, variables }, { headers }) =>
          target.execute(
            {
              query,
              operationName,
              variables,
              http: { method: 'POST', headers: new HeaderMap(), search: '', body: '' },
            },
            headers[requestIdHeader] ?? '',
          ),
      });

/** Says in the log why a fetch brought nothing; a client is not told. */
function logFailures(subgraph: Subgraph, logger: Logger): Subgraph {
  return {
    name: subgraph.name,
    close: () => subgraph.close(),
    fetch: async (request) => {
      try {
        return await subgraph.fetch(request);
      } catch (error) {
        const requestId = request.call.headers[requestIdHeader];
        const isCancelled = error instanceof SubgraphFailure && error.reason === 'cancelled';
        const reason = error instanceof SubgraphFailure ? `${error.reason}: ${error.message}` : String(error);
        const level = isCancelled ? 'debug' : 'warn'; // whoever goes away is no fault
        logger[level]({ requestId, subgraph: subgraph.name, reason }, 'a fetch failed');
        throw error;
      }
    },
  };
}

/** The way to a subgraph: limits, retries and a circuit breaker, identical fetches at one time sent once. */
export const openSubgraph = (
  name: string,
  target: SubgraphTarget,
  config: GatewayConfig,
  logger: Logger,
): Subgraph => {
  const subgraph = connect(name, target, config);
  return logFailures(config.shareRequests ? shareFetches(subgraph) : subgraph, logger);
};
