import { containsAll, empty, pagePerParent, sql, type Database } from '@corridor/database';
import type { Claim, Position, RelationDriver } from '../entities/claim.js';
import type { Issue, NonStateActor } from '../entities/codes.js';

type OfParent<Row> = Row & { readonly parentId: string };

/** Claims in which all words occur, folded ones, and which are somebody's, in the order of their ids. */
export const listClaims = (
  database: Database,
  query: {
    readonly words: readonly string[];
    readonly claimant?: string | undefined;
    readonly first: number;
  },
): Promise<Claim[]> =>
  database.rows(sql`
    select * from claim where ${containsAll({ column: sql`search_text`, table: 'claim', name: 'search_text' }, query.words)}
      ${query.claimant === undefined ? empty : sql`and claimant = ${query.claimant}`}
    order by id limit ${query.first}`);

export const listClaimsOfEvents = (
  database: Database,
  events: readonly string[],
): Promise<OfParent<Claim>[]> =>
  database.rows(sql`
    select parent.id as parent_id, claim.* from unnest(${events}::text[]) as parent(id)
    join claim on claim.events @> array[parent.id] order by parent.id, claim.id`);

/** Claims that deny these. */
export const listCounterClaims = (database: Database, claims: readonly string[]): Promise<Claim[]> =>
  database.rows(sql`select * from claim where counters = any(${claims}) order by counters, id`);

/** What each country says and what is said about it; `about` narrows to what is also about that actor. */
export const listClaimsOfCountries = (
  database: Database,
  { about, first }: { readonly about?: string | undefined; readonly first: number },
  countries: readonly string[],
): Promise<OfParent<Claim>[]> =>
  database.rows(
    pagePerParent(
      countries,
      sql`select * from claim where (claim.about @> array[parent.id] or claim.claimant = parent.id)
        ${about === undefined ? empty : sql`and claim.about @> array[${about}]`}
        order by claim.id limit ${first}`,
    ),
  );

export const listClaimsOfRelations = (
  database: Database,
  first: number,
  relations: readonly string[],
): Promise<OfParent<Claim>[]> =>
  database.rows(
    pagePerParent(
      relations,
      sql`select * from claim where claim.relations @> array[parent.id] order by claim.id limit ${first}`,
    ),
  );

export const listPositionsOfCountries = (
  database: Database,
  { issue, of }: { readonly issue?: string | undefined; readonly of?: string | undefined },
  countries: readonly string[],
): Promise<Position[]> =>
  database.rows(sql`
    select * from position where holder = any(${countries})
      ${issue === undefined ? empty : sql`and issue = ${issue}`}
      ${of === undefined ? empty : sql`and "of" = ${of}`}
    order by holder, id`);

/** The sides that either country of each relation takes on the other's position. */
export const listPositionsOfRelations = (
  database: Database,
  { issue }: { readonly issue?: string | undefined },
  relations: readonly string[],
): Promise<OfParent<Position>[]> =>
  database.rows(sql`
    select parent.id as parent_id, position.* from unnest(${relations}::text[]) as parent(id)
    join position on position.holder = any(string_to_array(parent.id, '-'))
      and position."of" = any(string_to_array(parent.id, '-')) and position."of" <> position.holder
    ${issue === undefined ? empty : sql`where position.issue = ${issue}`}
    order by parent.id, position.id`);

export const listDrivers = (
  database: Database,
  { kind }: { readonly kind?: string | undefined },
  relations: readonly string[],
): Promise<RelationDriver[]> =>
  database.rows(sql`
    select * from relation_driver where relation = any(${relations})
      ${kind === undefined ? empty : sql`and kind = ${kind}`}
    order by relation, id`);

export const listIssues = (database: Database, ids: readonly string[]): Promise<Issue[]> =>
  database.rows(sql`select * from issue where id = any(${ids})`);

export const listNonStateActors = (database: Database, ids: readonly string[]): Promise<NonStateActor[]> =>
  database.rows(sql`select * from non_state_actor where id = any(${ids})`);
