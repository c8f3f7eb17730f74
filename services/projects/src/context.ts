import { bindStores, type BoundStores, type Database } from '@corridor/database';
import type { RequestContext } from '@corridor/subgraph';
import { createLoaders, type Loaders } from './loaders.js';
import { listFinanceSums } from './stores/finance.js';
import { countProjects, findProjectBy, listProjects } from './stores/projects.js';

const stores = { findProjectBy, listProjects, countProjects, listFinanceSums };

/** What the resolvers of one request work with. */
export interface ProjectsContext extends RequestContext {
  readonly loaders: Loaders;
  readonly stores: BoundStores<typeof stores>;
}

export const createContext = (database: Database, requestId: string): ProjectsContext => ({
  requestId,
  loaders: createLoaders(database),
  stores: bindStores(database, stores),
});
