import { afterKey, containsAll, orderBy, sql, type Database, type Sql } from '@corridor/database';
import type { Window } from '@corridor/paging';
import type { Country } from '../entities/country.js';
import { countryOrder } from '../orders.js';
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
  from country c where ${containsAll({ column: sql`c.search_text`, table: 'country', name: 'search_text' }, words)}
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

export const listCountries = (database: Database, conditions: CountryConditions, { first, after }: Window) =>
  database.rows<Country>(sql`
    select c.* ${matching(conditions)} ${afterKey(countryOrder, after)}
    order by ${orderBy(countryOrder)} limit ${first + 1}`);

export async function countCountries(database: Database, conditions: CountryConditions): Promise<number> {
  const [row] = await database.rows<{ total: number }>(sql`select count(*) as total ${matching(conditions)}`);
  return row?.total ?? 0;
}
