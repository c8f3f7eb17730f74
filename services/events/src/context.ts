import { bindStores, type BoundStores, type Database } from '@corridor/database';
import type { RequestContext } from '@corridor/subgraph';
import { createLoaders, type Loaders } from './loaders.js';
import { listClaims } from './stores/claims.js';
import { listStatements } from './stores/statements.js';

const stores = { listStatements, listClaims };

/** What the resolvers of one request work with. */
export interface EventsContext extends RequestContext {
  readonly loaders: Loaders;
  readonly stores: BoundStores<typeof stores>;
}

export function createContext(database: Database, requestId: string): EventsContext {
  return { requestId, loaders: createLoaders(database), stores: bindStores(database, stores) };
}
