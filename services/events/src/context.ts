import type { Database } from '@corridor/database';
import type { RequestContext } from '@corridor/subgraph';
import { createLoaders, type Loaders } from './loaders.js';
import { listClaims } from './stores/claims.js';
import { findLatestCodingDay } from './stores/relations.js';
import { listStatements } from './stores/statements.js';

/** What the resolvers of one request work with. */
export interface EventsContext extends RequestContext {
  readonly loaders: Loaders;
  /** See {@link listStatements}. */
  readonly listStatements: (query: Parameters<typeof listStatements>[1]) => ReturnType<typeof listStatements>;
  /** See {@link listClaims}. */
  readonly listClaims: (query: Parameters<typeof listClaims>[1]) => ReturnType<typeof listClaims>;
  /** The day of the latest coding between two states; read once. */
  readonly findLatestCodingDay: () => Promise<string | undefined>;
}

export function createContext(database: Database, requestId: string): EventsContext {
  let latest: Promise<string | undefined> | undefined;
  return {
    requestId,
    loaders: createLoaders(database),
    listStatements: (query) => listStatements(database, query),
    listClaims: (query) => listClaims(database, query),
    findLatestCodingDay: () => (latest ??= findLatestCodingDay(database)),
  };
}
