import { bindStores, type BoundStores, type Database } from '@corridor/database';
import type { RequestContext } from '@corridor/subgraph';
import { createLoaders, type Loaders } from './loaders.js';
import { listClaims } from './stores/claims.js';
import { findLatestCodingDay } from './stores/relations.js';
import { listStatements } from './stores/statements.js';

const stores = { listStatements, listClaims };

/** What the resolvers of one request work with. */
export interface EventsContext extends RequestContext {
  readonly loaders: Loaders;
  readonly stores: BoundStores<typeof stores>;
  /** The day of the latest coding between two states; read once. */
  readonly findLatestCodingDay: () => Promise<string | undefined>;
}

export function createContext(database: Database, requestId: string): EventsContext {
  let latest: Promise<string | undefined> | undefined;
  return {
    requestId,
    loaders: createLoaders(database),
    stores: bindStores(database, stores),
    findLatestCodingDay: () => (latest ??= findLatestCodingDay(database)),
  };
}
