import type { Database } from '@corridor/database';
import type { DocumentNode } from 'graphql';

/** What every resolver's context has; services add their loaders and stores. */
export interface RequestContext {
  readonly requestId: string;
}

/** Called as something is loaded: what, and how far it is, 0 to 1; at the end always with 1. */
export type LoadProgress = (label: string, fraction: number) => void;

/** A subgraph as a value; processes, tests and the gateway's own process all take this. */
export interface Service<Context extends RequestContext = RequestContext> {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  // Resolver maps are typed where they are written; here they are opaque.
  readonly resolvers: Readonly<Record<string, unknown>>;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => object)[];
  /** Writes the service's compiled facts and code tables where they changed; runs after the migrations. */
  readonly load: (database: Database, onProgress: LoadProgress) => Promise<void>;
  /**
   * For how long an answer to a query, without errors, may be given again (its `extensions.cacheControl`), by everybody
   * and no longer than the data version stays. Default: not at all.
   */
  readonly maxAgeSeconds?: number;
  /** The loaders and stores of one request; `database` marks its statements with the request's id. */
  readonly createContext: (database: Database, requestId: string) => Context;
}
