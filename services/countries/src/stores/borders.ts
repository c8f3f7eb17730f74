import { sql, type Database } from '@corridor/database';
import type { Border } from '../entities/border.js';

/** A border as one of its countries sees it. */
export type BorderOf = Border & { readonly iso3: string };

/** The land borders of countries, each in order of its id. */
export const listBordersOf = (database: Database, countries: readonly string[]) =>
  database.rows<BorderOf>(sql`
    select a as iso3, border.* from border where a = any(${countries}::text[])
    union all
    select b as iso3, border.* from border where b = any(${countries}::text[])
    order by id`);

/** The codes of the sovereign states that share a land border with each country, in alphabetical order. */
export const listSovereignNeighbours = (database: Database, countries: readonly string[]) =>
  database.rows<{ readonly iso3: string; readonly neighbour: string }>(sql`
    select of.iso3, c.iso3 as neighbour
    from unnest(${countries}::text[]) as of(iso3)
    join border on of.iso3 in (border.a, border.b)
    join country c on c.iso3 in (border.a, border.b) and c.iso3 <> of.iso3
    where c.is_sovereign
    order by c.iso3`);
