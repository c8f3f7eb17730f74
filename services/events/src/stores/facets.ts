import { empty, join, raw, sql, type Database, type Sql } from '@corridor/database';
import { badInput } from '@corridor/schema';
import type { EventDimension, EventFilter, EventScope } from './event-filter.js';
import { chosenEvents } from './choose-events.js';

export interface FacetRow {
  readonly parentId: string;
  readonly dimension: EventDimension;
  readonly key: string;
  readonly count: number;
  readonly meanGoldstein: number | null;
  readonly killed: number | null;
}

/** What to count: for each group of dimensions one count per combination of their values. */
export interface FacetQuery {
  readonly scope: EventScope;
  readonly filter: EventFilter;
  readonly groups: readonly (readonly EventDimension[])[];
}

const mostFacets = 10_000;

/** A calendar period's name, or the date as written where that is vaguer than the period. */
const period = (format: string, days: number): Sql => sql`
  case when event.ends_on - event.starts_on < ${days} then to_char(event.starts_on, ${format}) else event."when" end`;

const keys: Readonly<Record<EventDimension, Sql>> = {
  YEAR: period('YYYY', 366),
  MONTH: period('YYYY-MM', 31),
  KIND: sql`event.kind`,
  PLOVER_TYPE: sql`code.plover`,
  QUAD_CLASS: sql`code.quad_class`,
  COUNTRY: sql`country.iso3`,
};

const ofCodings: readonly EventDimension[] = ['PLOVER_TYPE', 'QUAD_CLASS'];

/** One group's counts; an event counts once in each of its keys, with the codings that belong to the key. */
function groupStatement(dimensions: readonly EventDimension[]): Sql {
  const onlyCoded = dimensions.some((dimension) => ofCodings.includes(dimension));
  const key = join(
    dimensions.map((dimension) => keys[dimension]),
    " || '|' || ",
  );
  return sql`
    select parent_id, ${dimensions[0]}::text as dimension, key, count(*) as count,
      round((sum(total) / nullif(sum(codings), 0))::numeric, 6)::double precision as mean_goldstein, sum(killed) as killed
    from (
      select event.parent_id, ${key} as key, max(event.killed) as killed,
        sum(code.goldstein) as total, count(code.goldstein) as codings
      from chosen event
      ${dimensions.includes('COUNTRY') ? sql`join event_country country on country.event_id = event.id` : empty}
      ${raw(onlyCoded ? '' : 'left')} join event_coding coding on coding.event_id = event.id
      ${raw(onlyCoded ? '' : 'left')} join cameo_code code on code.code = coding.cameo
      group by event.parent_id, event.id, key) per_event
    group by parent_id, key`;
}

/**
 * Counts of each parent's events; withdrawn ones only when the filter asks for a standing.
 * @throws ClientError BAD_USER_INPUT when there would be more than 10,000 counts
 */
export async function countFacets(
  database: Database,
  { scope, filter, groups }: FacetQuery,
  parents: readonly string[],
): Promise<FacetRow[]> {
  const standing = filter.standing ? sql`true` : sql`event.standing <> 'RETRACTED'`;
  const statements = groups.map(
    (dimensions, index) => sql`select *, ${index}::integer as place from (${groupStatement(dimensions)}) one`,
  );
  const rows = await database.rows<FacetRow>(sql`
    with chosen as materialized (
      select parent.id as parent_id, event.* from unnest(${parents}::text[]) as parent(id)
      cross join lateral (select event.* ${chosenEvents(scope, filter, standing)}) event)
    select * from (${join(statements, ' union all ')}) facet
    order by parent_id, place, key limit ${mostFacets + 1}`);
  if (rows.length > mostFacets)
    throw badInput('groupBy', `more than ${mostFacets} groups: narrow the filter`);
  return rows;
}
