import { sql, type Database } from '@corridor/database';
import type { Observation } from '../entities/observation.js';
import { when } from './conditions.js';

export interface SeriesConditions {
  readonly code: string;
  /** First and last year. */
  readonly from?: number;
  readonly to?: number;
}

/** One series' observations of countries, earliest year first. */
export const listObservations = (
  database: Database,
  { code, from, to }: SeriesConditions,
  countries: readonly string[],
) =>
  database.rows<Observation>(sql`
    select * from observation where code = ${code} and iso3 = any(${countries}::text[])
    ${when(from, (year) => sql`and year >= ${year}::integer`)} ${when(to, (year) => sql`and year <= ${year}::integer`)}
    order by year`);

/** The newest observation of each series of each country, in the order of the codes. */
export const listLatest = (database: Database, codes: readonly string[], countries: readonly string[]) =>
  database.rows<Observation>(sql`
    select newest.*
    from unnest(${countries}::text[]) as of(iso3)
    cross join unnest(${codes}::text[]) with ordinality as series(code, position)
    cross join lateral (
      select * from observation o where o.code = series.code and o.iso3 = of.iso3
      order by o.year desc limit 1) newest
    order by series.position`);
