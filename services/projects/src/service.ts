import { readTypeDefs } from '@corridor/schema';
import type { Service } from '@corridor/subgraph';
import { createContext, type ProjectsContext } from './context.js';
import { entities } from './entities/entities.js';
import { load } from './load.js';
import { CreateTables1767571200000 } from './migrations/1767571200000-create-tables.js';
import { RecordImports1767571200001 } from './migrations/1767571200001-record-imports.js';
import { SearchWithoutJoiners1767571200002 } from './migrations/1767571200002-search-without-joiners.js';
import { MergeProjects1767571200003 } from './migrations/1767571200003-merge-projects.js';
import { resolvers } from './resolvers/resolvers.js';

/** The projects subgraph: projects, organisations, sectors and all money. */
export const projects: Service<ProjectsContext> = {
  name: 'projects',
  typeDefs: readTypeDefs(new URL('../schema.graphql', import.meta.url)),
  resolvers,
  entities,
  migrations: [
    CreateTables1767571200000,
    RecordImports1767571200001,
    SearchWithoutJoiners1767571200002,
    MergeProjects1767571200003,
  ],
  load,
  createContext,
  maxAgeSeconds: 300, // loads and imports change the data, and with them the data version
};
