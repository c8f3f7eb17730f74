import type { AnswerStore } from './cache/answer-store.js';
import type { Call } from './call.js';
import type { OperationText } from './operations/known-operations.js';
import type { Subgraph } from './subgraph/subgraph.js';
import type { SupergraphSource } from './supergraph/supergraph-source.js';

/** A subgraph as the supergraph names it. */
export interface SubgraphDefinition {
  readonly name: string;
  /** The address that the supergraph was composed with; may be empty. */
  readonly url: string;
}

/** What the engine tells its operator; a pino or Apollo logger will do. */
export interface EngineLogger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface EngineOptions {
  /** The supergraph: SDL, or any source that ApolloGateway takes under this name. */
  readonly supergraphSdl: SupergraphSource;
  /** The way to each subgraph. Default: HTTP at the address in the supergraph, see `httpSubgraph`. */
  readonly subgraph?: (definition: SubgraphDefinition) => Subgraph;
  /** Planned before a supergraph takes traffic, besides the operations in use. Default: none. */
  readonly operations?: readonly OperationText[];
  /** Keeps the last supergraph that worked, to start with when the source has none. Default: nothing is kept. */
  readonly lastGoodFile?: string;
  /** Keeps whole answers as long as the subgraphs' `Cache-Control` allows. Default: none is kept. */
  readonly answerStore?: AnswerStore;
  /** Said of what cached answers depend on besides entities, such as a version of all data; undefined: nothing is read or kept. Default: nothing. */
  readonly cacheEpoch?: () => string | undefined;
  /** Whether identical queries at the same time share one execution. Default: they do. */
  readonly shareRequests?: boolean;
  /** How long all of a request may take, in milliseconds. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** How long one operation may be planned, in milliseconds. Default 5,000. */
  readonly planTimeoutMs?: number;
  /** How many operations stay planned. Default 2,000. */
  readonly maxOperations?: number;
  /** The call that an Apollo Server request belongs to, from its context. Default: one of its own, without headers. */
  readonly callOf?: (context: unknown) => Call | undefined;
  /** Default: nobody is told. */
  readonly logger?: EngineLogger;
}
