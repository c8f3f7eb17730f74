import type { Database } from '@corridor/database';
import type { RequestContext } from '@corridor/subgraph';
import type { Window } from '@corridor/paging';
import { countryDirectory, type CountryDirectory } from './facts/country-directory.js';
import { createLoaders, type Loaders } from './loaders.js';
import { countCountries, listCountries, type CountryConditions } from './stores/countries.js';
import { countPeople, listPeople, listPeopleNamed, type PersonConditions } from './stores/people.js';
import { countRelations, listRelations, type RelationConditions } from './stores/relations.js';

const createStores = (database: Database) => ({
  listCountries: (conditions: CountryConditions, window: Window) =>
    listCountries(database, conditions, window),
  countCountries: (conditions: CountryConditions) => countCountries(database, conditions),
  listPeople: (conditions: PersonConditions, window: Window) => listPeople(database, conditions, window),
  countPeople: (conditions: PersonConditions) => countPeople(database, conditions),
  listPeopleNamed: (names: readonly string[]) => listPeopleNamed(database, names),
  listRelations: (conditions: RelationConditions, window: Window) =>
    listRelations(database, conditions, window),
  countRelations: (conditions: RelationConditions) => countRelations(database, conditions),
});

/** What the resolvers of one request work with. */
export interface CountriesContext extends RequestContext {
  readonly loaders: Loaders;
  readonly stores: ReturnType<typeof createStores>;
  readonly directory: CountryDirectory;
}

export const createContext = (database: Database, requestId: string): CountriesContext => ({
  requestId,
  loaders: createLoaders(database),
  stores: createStores(database),
  directory: countryDirectory(),
});
