import { empty, sql, type Sql } from '@corridor/database';
import { isoCountries } from '@corridor/country-codes';
import type { DayBounds } from '@corridor/schema';
import { hasCode, narrow } from './choose-events.js';
import type { EventDimension, EventFilter, EventScope } from './event-filter.js';
import { world } from './scopes.js';

/** The part of an answer that counts by month give: plain events of whole months. */
export interface PlainMonths {
  /** `from … where …` with `month`, a row of counts, its `code` and its `country.iso3`; may name `parent.id`. */
  readonly chosen: Sql;
  /** Whether a day's plain events are not among them, since its month is asked for in part; undefined where none is. */
  readonly isLeft: ((day: Sql) => Sql) | undefined;
}

const codes = isoCountries.map(({ alpha3 }) => alpha3);
const monthOf = (day: string) => `${day.slice(0, 7)}-01`;

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The first whole month at or after a day. */
const monthFrom = (day: string): string => (day.endsWith('-01') ? day : monthOf(addDays(monthOf(day), 31)));

/** The whole months in all of the spans: the first, and the first that is none of them. */
export function wholeMonths(spans: readonly DayBounds[]): { readonly first: string; readonly end: string } {
  const froms = spans.flatMap(({ from }) => (from === undefined ? [] : [monthFrom(from)]));
  const ends = spans.flatMap(({ to }) => (to === undefined ? [] : [monthOf(addDays(to, 1))]));
  return { first: froms.sort().at(-1) ?? '-infinity', end: ends.sort()[0] ?? 'infinity' };
}

/** Counts by country: those of every country for the world, of the country itself and of its relations for a country. */
const countsByCountry: Readonly<Partial<Record<EventScope, Sql>>> = {
  world: sql`month.scope = country.iso3`,
  country: sql`month.scope = case when country.iso3 = parent.id then parent.id
    when country.iso3 collate "C" < parent.id then country.iso3 || '-' || parent.id
    else parent.id || '-' || country.iso3 end`,
};

function countsOf(
  scope: EventScope,
  listed: Sql | undefined,
  isByCountry: boolean,
  months: Sql,
): Sql | undefined {
  if (!isByCountry) return sql`${months} on month.scope = ${listed ?? sql`${world}::text`}`;
  const counts = scope === 'world' && listed ? undefined : countsByCountry[scope];
  return counts && sql`unnest(${codes}::text[]) country(iso3) on true join ${months} on ${counts}`;
}

const isOpen = (day: string) => day.endsWith('infinity');
const nextYear = (day: string, years: number) =>
  `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}-01-01`;

/** The whole years among whole months: the first, and the first that is none of them. */
function wholeYears({ first, end }: { readonly first: string; readonly end: string }) {
  const from = isOpen(first) || first.endsWith('-01-01') ? first : nextYear(first, 1);
  return { from, to: isOpen(end) ? end : nextYear(end, 0) };
}

/**
 * Counts as `month`: by month or, of whole years, by year, as if all that a year has were in its first month. A year has a
 * twelfth of the rows of its months.
 */
function countedMonths(
  { first, end }: { readonly first: string; readonly end: string },
  byMonth: boolean,
): Sql {
  const { from, to } = wholeYears({ first, end });
  const within = sql`month >= ${first}::date and month < ${end}::date`;
  if (byMonth || from >= to) return sql`(select * from event_month where ${within}) month`;
  const isWhole = isOpen(from) && isOpen(to);
  return sql`(
    select scope, year as month, kind, cameo, events from event_year where year >= ${from}::date and year < ${to}::date
    ${
      isWhole
        ? empty
        : sql`union all
    select * from event_month where ${within} and (month < ${from}::date or month >= ${to}::date)`
    }) month`;
}

/** Whether a filter asks only for what months are counted by. */
const isCounted = ({
  words,
  countries,
  dyad,
  project,
  actor,
  victimNationality,
  bbox,
  standing,
}: EventFilter) =>
  words.length === 0 &&
  [countries, dyad, project, actor, victimNationality, bbox].every((asked) => asked === undefined) &&
  (standing === undefined || standing.includes('REPORTED'));

/**
 * The part of a scope's chosen events that counts by month can give; undefined where they give none, since a filter or a
 * dimension looks at more than they hold.
 */
export function plainMonths(
  scope: EventScope,
  filter: EventFilter,
  dimensions: readonly EventDimension[] = [],
): PlainMonths | undefined {
  const { listed, rest } = narrow(scope, filter);
  const { first, end } = wholeMonths(filter.overlaps);
  const months = countedMonths({ first, end }, dimensions.includes('MONTH'));
  const counts = countsOf(scope, listed, dimensions.includes('COUNTRY'), months);
  if (scope === 'project' || !counts || !isCounted(rest) || first >= end) return undefined;
  const isWhole = first === '-infinity' && end === 'infinity';
  return {
    chosen: sql`
      from (select) one join ${counts} join cameo_code code on code.code = month.cameo
      where true ${filter.kinds ? sql`and month.kind = any(${filter.kinds}::text[])` : empty} ${hasCode(filter)}`,
    isLeft: isWhole ? undefined : (day) => sql`(${day} < ${first}::date or ${day} >= ${end}::date)`,
  };
}
