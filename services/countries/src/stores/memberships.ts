import { sql, type Database } from '@corridor/database';
import type { Grouping } from '../entities/grouping.js';
import type { Membership } from '../entities/membership.js';
import { holdsOn } from './conditions.js';

interface OnDay {
  readonly asOf?: string;
}

/** The memberships of countries, earliest first. */
export const listMembershipsOfCountries = (
  database: Database,
  { asOf }: OnDay,
  countries: readonly string[],
) =>
  database.rows<Membership>(sql`
    select m.* from membership m where m.country_iso3 = any(${countries}::text[]) ${holdsOn('m', asOf)}
    order by m.valid_from_on nulls first, m.id`);

/** The memberships in groupings, earliest first. */
export const listMembershipsOfGroupings = (
  database: Database,
  { asOf }: OnDay,
  groupings: readonly string[],
) =>
  database.rows<Membership>(sql`
    select m.* from membership m where m.grouping_id = any(${groupings}::text[]) ${holdsOn('m', asOf)}
    order by m.valid_from_on nulls first, m.id`);

/** The groupings that both countries of each pair belong to on a day, in order of their names. */
export const listSharedGroupings = (
  database: Database,
  { asOf }: Required<OnDay>,
  pairs: readonly string[],
) =>
  database.rows<Grouping & { readonly pair: string }>(sql`
    select distinct pair.id as pair, g.*
    from unnest(${pairs}::text[]) as pair(id)
    join membership a on a.country_iso3 = left(pair.id, 3) ${holdsOn('a', asOf)}
    join membership b on b.country_iso3 = right(pair.id, 3) and b.grouping_id = a.grouping_id ${holdsOn('b', asOf)}
    join "grouping" g on g.id = a.grouping_id
    order by g.name`);
