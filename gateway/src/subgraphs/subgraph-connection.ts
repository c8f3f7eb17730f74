import type { GraphQLRequest } from '@apollo/server';
import type { Readiness } from '@corridor/http';
import type { FormattedExecutionResult } from 'graphql';

export type SubgraphRequest = Pick<GraphQLRequest, 'query' | 'variables' | 'operationName'>;

/** A subgraph that runs in this process. */
export interface LocalSubgraph {
  execute(request: GraphQLRequest, requestId: string): Promise<FormattedExecutionResult>;
  readiness(): Promise<Readiness>;
}

/** Where a subgraph is: in this process, or at an address such as `http://127.0.0.1:4001/graphql`. */
export type SubgraphTarget = LocalSubgraph | { readonly url: string };

/** One way to a subgraph, whichever it is; every failure is a rejection, and what comes back is not to be trusted. */
export interface SubgraphConnection {
  send(request: SubgraphRequest, requestId: string, signal: AbortSignal): Promise<unknown>;
  readiness(signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}
