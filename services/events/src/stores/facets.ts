import { empty, join, raw, sql, type Database, type Sql } from '@corridor/database';
import { badInput } from '@corridor/schema';
import type { EventDimension, EventFilter, EventScope } from './event-filter.js';
import { chosenPlain, chosenRich } from './choose-events.js';
import { plainMonths, type PlainMonths } from './plain-months.js';

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

/** The same of plain events, which are called `one`. */
const plainKeys: Readonly<Record<EventDimension, Sql>> = {
  ...keys,
  YEAR: sql`to_char(one.sort_on, 'YYYY')`,
  MONTH: sql`to_char(one.sort_on, 'YYYY-MM')`,
  KIND: sql`one.kind`,
};

/** The same of a month's count of plain events. */
const monthKeys: Readonly<Record<EventDimension, Sql>> = {
  ...keys,
  YEAR: sql`to_char(month.month, 'YYYY')`,
  MONTH: sql`to_char(month.month, 'YYYY-MM')`,
  KIND: sql`month.kind`,
};

const ofCodings: readonly EventDimension[] = ['PLOVER_TYPE', 'QUAD_CLASS'];

const keyOf = (of: Readonly<Record<EventDimension, Sql>>, dimensions: readonly EventDimension[]) =>
  join(
    dimensions.map((dimension) => of[dimension]),
    " || '|' || ",
  );

/** Events in each of their keys. Of plain events, of which each has one coding, `table` has those to be looked at. */
const plainByKey = (dimensions: readonly EventDimension[], table: string): Sql => sql`
  select one.parent_id, ${keyOf(plainKeys, dimensions)} as key, count(*), null, sum(code.goldstein), count(*)
  from ${raw(table)} one join cameo_code code on code.code = one.cameo ${ofCountries(dimensions, 'one')}
  group by one.parent_id, key`;

/** Each other event once in each of its keys, with the codings that belong to the key. */
function richByKey(dimensions: readonly EventDimension[]): Sql {
  const coded = raw(dimensions.some((dimension) => ofCodings.includes(dimension)) ? 'join' : 'left join');
  return sql`
    select event.parent_id, ${keyOf(keys, dimensions)} as key, 1 as events, max(event.killed) as killed,
      sum(code.goldstein) as total, count(code.goldstein) as codings
    from rich event ${ofCountries(dimensions, 'event')}
    ${coded} (event_coding coding join cameo_code code on code.code = coding.cameo) on coding.event_id = event.id
    group by event.parent_id, event.id, key`;
}

const monthsByKey = (dimensions: readonly EventDimension[], { chosen }: PlainMonths): Sql => sql`
  select parent.id, month.key, month.events, null, month.events * month.goldstein, month.events
  from parent cross join lateral (
    select ${keyOf(monthKeys, dimensions)} as key, month.events, code.goldstein ${chosen}) month`;

const ofCountries = (dimensions: readonly EventDimension[], event: string): Sql =>
  dimensions.includes('COUNTRY') ? raw(`cross join unnest(${event}.countries) country(iso3)`) : empty;

/** One group's counts. */
function groupStatement(
  dimensions: readonly EventDimension[],
  index: number,
  months: PlainMonths | undefined,
): Sql {
  const parts = [
    richByKey(dimensions),
    ...(months ? [monthsByKey(dimensions, months)] : [plainByKey(dimensions, 'plain')]),
    ...(months?.isLeft ? [plainByKey(dimensions, 'plain_left')] : []),
  ];
  return sql`
    select parent_id, ${dimensions[0]}::text as dimension, key, sum(events)::integer as count,
      round((sum(total) / nullif(sum(codings), 0))::numeric, 6)::double precision as mean_goldstein,
      sum(killed)::integer as killed, ${index}::integer as place
    from (${join(parts, ' union all ')}) part
    group by parent_id, key`;
}

const mostLookedAt = 100_000;

/** A common table of each parent's events, of all parents one more than may be looked at if there are more. */
const commonTable = (name: string, columns: Sql, chosen: Sql): Sql => sql`
  ${raw(name)} as materialized (
    select parent.id as parent_id, chosen.* from parent cross join lateral (select ${columns} ${chosen}) chosen
    limit ${mostLookedAt + 1})`;

const richColumns = raw(
  ['id', 'starts_on', 'ends_on', '"when"', 'kind', 'killed', 'countries']
    .map((name) => `event.${name}`)
    .join(', '),
);

/** The common tables that the groups' statements read, by name. */
function commonTables({ scope, filter, groups }: FacetQuery, months: readonly (PlainMonths | undefined)[]) {
  const standing = filter.standing ? sql`true` : sql`event.standing <> 'RETRACTED'`;
  const byCountry = groups.some((dimensions) => dimensions.includes('COUNTRY'));
  const { at, chosen } = chosenPlain(scope, filter, byCountry);
  const columns = sql`${at}.sort_on, ${at}.kind, ${at}.cameo ${byCountry ? sql`, ${at}.countries` : empty}`;
  const isLeft = months.find((one) => one?.isLeft)?.isLeft;
  return {
    rich: commonTable('rich', richColumns, chosenRich(scope, filter, standing)),
    ...(months.includes(undefined) && { plain: commonTable('plain', columns, chosen) }),
    ...(isLeft && {
      plain_left: commonTable('plain_left', columns, sql`${chosen} and ${isLeft(sql`${at}.sort_on`)}`),
    }),
  };
}

/**
 * Counts of each parent's events; withdrawn ones only when the filter asks for a standing.
 * @throws ClientError BAD_USER_INPUT when there would be more than 10,000 counts, or when more than 100,000 events would have
 *   to be looked at because the filter asks for what is not counted beforehand
 */
export async function countFacets(
  database: Database,
  query: FacetQuery,
  parents: readonly string[],
): Promise<FacetRow[]> {
  const months = query.groups.map((dimensions) => plainMonths(query.scope, query.filter, dimensions));
  const tables = commonTables(query, months);
  const statements = query.groups.map((dimensions, index) =>
    groupStatement(dimensions, index, months[index]),
  );
  const counts = Object.keys(tables).map((name) => `(select count(*) from ${name})`);
  const rows = await database.rows<FacetRow & { readonly lookedAt: number }>(sql`
    with parent as (select unnest(${parents}::text[]) as id), ${join(Object.values(tables), ', ')}
    select *, greatest(${raw(counts.join(', '))}) as looked_at from (${join(statements, ' union all ')}) facet
    order by parent_id, place, key limit ${mostFacets + 1}`);
  if (rows.some(({ lookedAt }) => lookedAt > mostLookedAt))
    throw badInput('filter', `more than ${mostLookedAt} events to count one by one: narrow the filter`);
  if (rows.length > mostFacets)
    throw badInput('groupBy', `more than ${mostFacets} groups: narrow the filter`);
  return rows;
}
