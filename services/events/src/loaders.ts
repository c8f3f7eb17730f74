import type { Database } from '@corridor/database';
import { findSources } from '@corridor/facts';
import { createLoader, createLoaderByArguments, groupBy, mapBy } from '@corridor/loaders';
import type { DayBounds } from '@corridor/schema';
import * as claims from './stores/claims.js';
import * as events from './stores/events.js';
import { countFacets, type FacetQuery } from './stores/facets.js';
import * as relations from './stores/relations.js';
import * as statements from './stores/statements.js';

const byId = <Row extends { readonly id: string }>(
  list: (ids: readonly string[]) => Promise<readonly Row[]>,
) => createLoader(async (ids: readonly string[]) => mapBy(await list(ids), (row) => row.id));

const listsBy = <Row>(
  list: (parents: readonly string[]) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
) => createLoader(async (parents: readonly string[]) => groupBy(await list(parents), parents, parentOf));

const listsByArguments = <Args, Row>(
  list: (args: Args, parents: readonly string[]) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
) =>
  createLoaderByArguments(async (args: Args, parents) =>
    groupBy(await list(args, parents), parents, parentOf),
  );

const parentId = (row: { readonly parentId: string }) => row.parentId;
const eventId = (row: { readonly eventId: string }) => row.eventId;

const eventLoaders = (database: Database) => ({
  event: byId((ids) => events.listEventsByIds(database, ids)),
  codings: listsBy((ids) => events.listCodings(database, ids), eventId),
  revisions: listsBy((ids) => events.listRevisions(database, ids), eventId),
  eventPages: listsByArguments(
    (page: events.EventPage, parents) => events.listEventPages(database, page, parents),
    parentId,
  ),
  eventCounts: createLoaderByArguments((list: Pick<events.EventPage, 'scope' | 'filter'>, parents) =>
    events.countEvents(database, list, parents),
  ),
  facets: listsByArguments((query: FacetQuery, parents) => countFacets(database, query, parents), parentId),
  incidents: listsByArguments(
    (args: { readonly days: DayBounds; readonly first: number }, parents) =>
      events.listIncidents(database, args, parents),
    parentId,
  ),
});

const statementLoaders = (database: Database) => ({
  statement: byId((ids) => statements.listStatementsByIds(database, ids)),
  statementsOfEvent: listsBy((ids) => statements.listStatementsOfEvents(database, ids), eventId),
  statementsOfRelation: listsByArguments(
    ({ first }: { readonly first: number }, parents) =>
      statements.listStatementsOfRelations(database, first, parents),
    parentId,
  ),
  commitmentsOfStatement: listsBy(
    (ids) => statements.listCommitmentsOfStatements(database, ids),
    (row) => row.statementId,
  ),
  commitmentsOfProject: listsBy(
    (ids) => statements.listCommitmentsOfProjects(database, ids),
    (row) => row.project ?? '',
  ),
});

const claimLoaders = (database: Database) => ({
  claimsOfEvent: listsBy((ids) => claims.listClaimsOfEvents(database, ids), parentId),
  counterClaims: listsBy(
    (ids) => claims.listCounterClaims(database, ids),
    (row) => row.counters ?? '',
  ),
  claimsOfCountry: listsByArguments(
    (args: { readonly about?: string | undefined; readonly first: number }, parents) =>
      claims.listClaimsOfCountries(database, args, parents),
    parentId,
  ),
  claimsOfRelation: listsByArguments(
    ({ first }: { readonly first: number }, parents) =>
      claims.listClaimsOfRelations(database, first, parents),
    parentId,
  ),
  positionsOfCountry: listsByArguments(
    (args: { readonly issue?: string | undefined; readonly of?: string | undefined }, parents) =>
      claims.listPositionsOfCountries(database, args, parents),
    (row) => row.holder,
  ),
  positionsOfRelation: listsByArguments(
    (args: { readonly issue?: string | undefined }, parents) =>
      claims.listPositionsOfRelations(database, args, parents),
    parentId,
  ),
  drivers: listsByArguments(
    (args: { readonly kind?: string | undefined }, parents) => claims.listDrivers(database, args, parents),
    (row) => row.relation,
  ),
  issue: byId((ids) => claims.listIssues(database, ids)),
  nonStateActor: byId((ids) => claims.listNonStateActors(database, ids)),
});

const relationLoaders = (database: Database) => ({
  temperatureSums: createLoaderByArguments(async (span: relations.TemperatureSpan, parents) =>
    mapBy(await relations.listTemperatureSums(database, span, parents), (row) => row.relation),
  ),
  votingAgreement: listsByArguments(
    (years: { readonly from: number | null; readonly to: number | null }, parents) =>
      relations.listVotingAgreement(database, years, parents),
    (row) => row.pair,
  ),
  source: byId((ids) => findSources(database, ids)),
});

/**
 * The loaders of one request: what is asked for many parents at once costs one statement. Made anew for every request:
 * put into one object by spreading, they would cost it twenty times as much.
 */
export const createLoaders = (database: Database) =>
  Object.assign(
    eventLoaders(database),
    statementLoaders(database),
    claimLoaders(database),
    relationLoaders(database),
  );

export type Loaders = ReturnType<typeof createLoaders>;
