import { readTypeDefs } from '@corridor/schema';
import type { Service } from '@corridor/subgraph';
import { createContext, type CountriesContext } from './context.js';
import { entities } from './entities/entities.js';
import { load } from './load.js';
import { CreateTables1767571200000 } from './migrations/1767571200000-create-tables.js';
import { RequireRegions1767571200001 } from './migrations/1767571200001-require-regions.js';
import { RecordImports1767571200002 } from './migrations/1767571200002-record-imports.js';
import { SearchWithoutJoiners1767571200003 } from './migrations/1767571200003-search-without-joiners.js';
import { resolvers } from './resolvers/resolvers.js';

/** The countries service: countries, people and offices, groupings, statistics, borders, partnerships and relations. */
export const countries: Service<CountriesContext> = {
  name: 'countries',
  typeDefs: readTypeDefs(new URL('../schema.graphql', import.meta.url)),
  resolvers,
  entities,
  migrations: [
    CreateTables1767571200000,
    RequireRegions1767571200001,
    RecordImports1767571200002,
    SearchWithoutJoiners1767571200003,
  ],
  load,
  createContext,
  maxAgeSeconds: 300, // loads and imports change the data, and with them the data version
};
