import { afterKey, empty, orderBy, pagePerParent, sql, type Database, type Sql } from '@corridor/database';
import type { Window } from '@corridor/paging';
import type { BilateralRelation } from '../entities/bilateral-relation.js';
import { relationOrder } from '../orders.js';
import { holdsOn, when } from './conditions.js';

export interface RelationConditions {
  readonly with?: readonly string[];
  readonly partnership?: {
    readonly tier?: string;
    readonly rankAtMost?: number;
    readonly asOf: string;
  };
}

function hasPartnership({ partnership }: RelationConditions): Sql {
  if (!partnership) return empty;
  const { tier, rankAtMost, asOf } = partnership;
  return sql`and exists (
    select from partnership p join partnership_tier t on t.id = p.tier_id
    where p.relation_id = r.id ${holdsOn('p', asOf)}
    ${when(tier, (id) => sql`and t.id = ${id}`)}
    ${when(rankAtMost, (rank) => sql`and t.rank <= ${rank}`)})`;
}

const matching = (conditions: RelationConditions): Sql => sql`
  from bilateral_relation r where true ${hasPartnership(conditions)}
  ${when(conditions.with, (codes) => sql`and (r.a = any(${codes}::text[]) or r.b = any(${codes}::text[]))`)}`;

export const listRelations = (database: Database, conditions: RelationConditions, { first, after }: Window) =>
  database.rows<BilateralRelation>(sql`
    select r.* ${matching(conditions)} ${afterKey(relationOrder, after)}
    order by ${orderBy(relationOrder)} limit ${first + 1}`);

export async function countRelations(database: Database, conditions: RelationConditions): Promise<number> {
  const [row] = await database.rows<{ total: number }>(sql`select count(*) as total ${matching(conditions)}`);
  return row?.total ?? 0;
}

/** The relations of a country, whichever side it stands on; `of` is its code. */
const matchingOf = (of: Sql, conditions: RelationConditions): Sql => sql`
  from (
    select b as counterpart, one.* from bilateral_relation one where a = ${of}
    union all
    select a as counterpart, other.* from bilateral_relation other where b = ${of}) r
  where true ${hasPartnership(conditions)}
  ${when(conditions.with, (codes) => sql`and r.counterpart = any(${codes}::text[])`)}`;

/** A page of relations for each country. */
export const listRelationsOf = (
  database: Database,
  conditions: RelationConditions,
  { first, after }: Window,
  countries: readonly string[],
) =>
  database.rows<BilateralRelation & { readonly parentId: string }>(
    pagePerParent(
      countries,
      sql`select r.* ${matchingOf(sql`parent.id`, conditions)} ${afterKey(relationOrder, after)}
          order by ${orderBy(relationOrder)} limit ${first + 1}`,
    ),
  );

/** How many relations each country has. */
export const countRelationsOf = (
  database: Database,
  conditions: RelationConditions,
  countries: readonly string[],
) =>
  database.rows<{ readonly iso3: string; readonly total: number }>(sql`
    select of.iso3, counted.total from unnest(${countries}::text[]) as of(iso3)
    cross join lateral (select count(*) as total ${matchingOf(sql`of.iso3`, conditions)}) counted`);
