import {
  afterKey,
  containsAll,
  orderBy,
  relevance,
  sql,
  type Database,
  type SortOrder,
  type Sql,
} from '@corridor/database';
import type { Window } from '@corridor/paging';
import type { Country } from '../entities/country.js';
import type { Ranked } from '../orders.js';
import { holdsOn, when } from './conditions.js';

export interface CountryConditions {
  readonly codes?: readonly string[];
  /** A region's or sub-region's name. */
  readonly region?: string;
  readonly memberOf?: string;
  /** The day of `memberOf`. */
  readonly today: string;
  readonly borders?: string;
  /** Folded. */
  readonly words: readonly string[];
}

const matching = ({ codes, region, memberOf, today, borders, words }: CountryConditions): Sql => sql`
  from country c cross join lateral (select ${relevance(sql`c.search_text`, words)} as relevance) found
  where ${containsAll({ column: sql`c.search_text`, table: 'country', name: 'search_text' }, words)}
  ${when(codes, (list) => sql`and c.iso3 = any(${list}::text[])`)}
  ${when(region, (name) => sql`and (lower(c.region) = lower(${name}) or lower(c.subregion) = lower(${name}))`)}
  ${when(
    memberOf,
    (id) => sql`and exists (select from membership m
      where m.grouping_id = ${id} and m.country_iso3 = c.iso3 ${holdsOn('m', today)})`,
  )}
  ${when(
    borders,
    (iso3) =>
      sql`and c.iso3 in (select b from border where a = ${iso3} union all select a from border where b = ${iso3})`,
  )}`;

/** A page of countries, in a search those first that fit best. */
export const listCountries = (
  database: Database,
  conditions: CountryConditions,
  order: SortOrder,
  { first, after }: Window,
) =>
  database.rows<Country & Ranked>(sql`
    select c.*, found.relevance ${matching(conditions)} ${afterKey(order, after)}
    order by ${orderBy(order)} limit ${first + 1}`);

export async function countCountries(database: Database, conditions: CountryConditions): Promise<number> {
  const [row] = await database.rows<{ total: number }>(sql`select count(*) as total ${matching(conditions)}`);
  return row?.total ?? 0;
}
