import { bindStores, type BoundStores, type Database } from '@corridor/database';
import type { RequestContext } from '@corridor/subgraph';
import { countryDirectory, type CountryDirectory } from './facts/country-directory.js';
import { createLoaders, type Loaders } from './loaders.js';
import { countCountries, listCountries } from './stores/countries.js';
import { countPeople, listPeople, listPeopleNamed } from './stores/people.js';
import { countRelations, listRelations } from './stores/relations.js';

const stores = {
  listCountries,
  countCountries,
  listPeople,
  countPeople,
  listPeopleNamed,
  listRelations,
  countRelations,
};

/** What the resolvers of one request work with. */
export interface CountriesContext extends RequestContext {
  readonly loaders: Loaders;
  readonly stores: BoundStores<typeof stores>;
  readonly directory: CountryDirectory;
}

export const createContext = (database: Database, requestId: string): CountriesContext => ({
  requestId,
  loaders: createLoaders(database),
  stores: bindStores(database, stores),
  directory: countryDirectory(),
});
