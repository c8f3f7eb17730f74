import type { Database } from '@corridor/database';
import { findSources } from '@corridor/facts';
import { createLoader, createLoaderByArguments, groupBy, mapBy } from '@corridor/loaders';
import type { Window } from '@corridor/paging';
import { BilateralRelation } from './entities/bilateral-relation.js';
import { Border } from './entities/border.js';
import { Country } from './entities/country.js';
import { Doctrine } from './entities/doctrine.js';
import { Grouping } from './entities/grouping.js';
import { Indicator } from './entities/indicator.js';
import { PartnershipTier } from './entities/partnership-tier.js';
import { Person } from './entities/person.js';
import { listBordersOf, listSovereignNeighbours } from './stores/borders.js';
import { listDoctrinesOf } from './stores/doctrines.js';
import { findRows } from './stores/find-rows.js';
import {
  listMembershipsOfCountries,
  listMembershipsOfGroupings,
  listSharedGroupings,
} from './stores/memberships.js';
import { listLatest, listObservations, type SeriesConditions } from './stores/observations.js';
import { listTermsOfCountries, listTermsOfPeople, type TermConditions } from './stores/office-terms.js';
import { listHolders, listPartnershipsOf } from './stores/partnerships.js';
import { countRelationsOf, listRelationsOf, type RelationConditions } from './stores/relations.js';

interface OnDay {
  readonly asOf?: string;
}

/** Rows by their key. */
const keyed = <Row extends object>(database: Database, entity: new () => Row, keyOf: (row: Row) => string) =>
  createLoader(async (keys) => mapBy(await findRows(database, entity, keys), keyOf));

/** Lists by parent: one statement for all parents asked with the same arguments. */
const listed = <Args, Row>(
  list: (args: Args, parents: readonly string[]) => Promise<Row[]>,
  parentOf: (row: Row) => string,
) =>
  createLoaderByArguments(async (args: Args, parents) =>
    groupBy(await list(args, parents), parents, parentOf),
  );

const loadersByKey = (database: Database) => ({
  country: keyed(database, Country, (row) => row.iso3),
  border: keyed(database, Border, (row) => row.id),
  person: keyed(database, Person, (row) => row.id),
  grouping: keyed(database, Grouping, (row) => row.id),
  tier: keyed(database, PartnershipTier, (row) => row.id),
  relation: keyed(database, BilateralRelation, (row) => row.id),
  doctrine: keyed(database, Doctrine, (row) => row.id),
  indicator: keyed(database, Indicator, (row) => row.code),
  source: createLoader(async (ids) => mapBy(await findSources(database, ids), (row) => row.id)),
});

const loadersByParent = (database: Database) => ({
  bordersOf: createLoader(async (codes) =>
    groupBy(await listBordersOf(database, codes), codes, (row) => row.iso3),
  ),
  doctrinesOf: createLoader(async (codes) =>
    groupBy(await listDoctrinesOf(database, codes), codes, (row) => row.holderIso3),
  ),
  neighboursOf: createLoader(async (codes) =>
    groupBy(await listSovereignNeighbours(database, codes), codes, (row) => row.iso3),
  ),
  partnershipsOf: createLoader(async (ids) =>
    groupBy(await listPartnershipsOf(database, ids), ids, (row) => row.relationId),
  ),
});

const loadersByArguments = (database: Database) => ({
  membershipsOf: listed(
    (args: OnDay, codes) => listMembershipsOfCountries(database, args, codes),
    (row) => row.countryIso3,
  ),
  membersOf: listed(
    (args: OnDay, ids) => listMembershipsOfGroupings(database, args, ids),
    (row) => row.groupingId,
  ),
  sharedGroupingsOf: listed(
    (args: Required<OnDay>, pairs) => listSharedGroupings(database, args, pairs),
    (row) => row.pair,
  ),
  termsOfCountry: listed(
    (args: TermConditions, codes) => listTermsOfCountries(database, args, codes),
    (row) => row.countryIso3,
  ),
  termsOfPerson: listed(
    (args: OnDay, ids) => listTermsOfPeople(database, args, ids),
    (row) => row.personId,
  ),
  holdersOf: listed(
    (args: OnDay, ids) => listHolders(database, args, ids),
    (row) => row.tierId,
  ),
  observationsOf: listed(
    (args: SeriesConditions, codes) => listObservations(database, args, codes),
    (row) => row.iso3,
  ),
  latestOf: listed(
    (args: readonly string[], countries) => listLatest(database, args, countries),
    (row) => row.iso3,
  ),
  relationsOf: listed(
    (args: { readonly conditions: RelationConditions; readonly window: Window }, codes) =>
      listRelationsOf(database, args.conditions, args.window, codes),
    (row) => row.parentId,
  ),
  relationCountOf: createLoaderByArguments(async (conditions: RelationConditions, codes) => {
    const counts = await countRelationsOf(database, conditions, codes);
    return new Map(counts.map(({ iso3, total }) => [iso3, total]));
  }),
});

/**
 * The loaders of one request: keys asked in one turn are read by one statement. Made anew for every request: put into one
 * object by spreading, they would cost it twenty times as much.
 */
export const createLoaders = (database: Database) =>
  Object.assign(loadersByKey(database), loadersByParent(database), loadersByArguments(database));

export type Loaders = ReturnType<typeof createLoaders>;
