import { containsAll, empty, isInside, join, raw, sql, type Sql } from '@corridor/database';
import { relationId } from '@corridor/country-codes';
import type { Box, DayBounds } from '@corridor/schema';
import type { EventFilter, EventScope } from './event-filter.js';

/** How a parent's chosen events are found: in which scope's list, if any, and by what the list does not say by itself. */
export interface Narrowed {
  readonly listed: Sql | undefined;
  readonly rest: EventFilter;
}

/** Whether events are best found by what they say themselves; what they are listed in is then asked of each. */
const isFoundByItself = ({ words, actor, bbox, victimNationality, project }: EventFilter) =>
  words.length > 0 || [actor, bbox, victimNationality, project].some((asked) => asked !== undefined);

/** Finds the shortest list, in the order of days, that has all events of a parent that a filter can choose. */
export function narrow(scope: EventScope, filter: EventFilter): Narrowed {
  if (scope === 'project' || isFoundByItself(filter)) return { listed: undefined, rest: filter };
  if (scope === 'country' || scope === 'relation') return { listed: sql`parent.id`, rest: filter };
  const { dyad, countries, ...others } = filter;
  const [one, other] = dyad ?? [];
  if (one && other) return { listed: sql`${relationId(one, other)}::text`, rest: { ...others, countries } };
  if (countries?.length === 1) return { listed: sql`${countries[0]}::text`, rest: others };
  return { listed: undefined, rest: filter };
}

/** The table that events are read from in the order of their days. */
export const listAlias = ({ listed }: Pick<Narrowed, 'listed'>) => (listed ? 'member' : 'event');

/**
 * A list with its events. Each event is looked up by itself, in its partition: as a join, of whose three columns the planner
 * thinks too little comes, it would read the whole list before it takes the first page.
 */
const listedEvents = sql`event_scope member cross join lateral (
  select * from event one
  where one.sort_on = member.sort_on and one.id = member.event_id and one.plain = member.plain limit 1) event`;

/** The events of each scope that are in no list, or are not to be read from it. */
const parentsEvents: Readonly<Partial<Record<EventScope, Sql>>> = {
  country: sql`event.countries @> array[parent.id]`,
  relation: sql`event.countries @> string_to_array(parent.id, '-')`,
  project: sql`not event.plain and event.related_projects @> array[parent.id]`,
};

/** Whether two spans of days meet. A plain event begins and ends on its day. */
const overlaps = (at: Sql, { from, to }: DayBounds): Sql => sql`
  (${to ?? null}::date is null or ${at}.sort_on <= ${to ?? null}::date) and
  (${from ?? null}::date is null or ${at}.sort_on >= ${from ?? null}::date
    or not ${at}.plain and (event.ends_on is null or event.ends_on >= ${from ?? null}::date))`;

/** Which codes a filter names. */
export const hasCode = ({ plover, cameoPrefix }: EventFilter): Sql => sql`
  ${plover ? sql`and code.plover = any(${plover}::text[])` : empty}
  ${cameoPrefix === undefined ? empty : sql`and code.code like ${`${cameoPrefix}%`}`}`;

const hasPlainCode = (filter: EventFilter, at: Sql): Sql =>
  sql`${at}.cameo = any(array(select code.code from cameo_code code where true ${hasCode(filter)}))`;

/** Whether an event has a coding of such a code; a plain one has its code at hand. */
const isCoded = (
  filter: EventFilter,
  at: Sql,
): Sql => sql`case when ${at}.plain then ${hasPlainCode(filter, at)}
  else exists (
    select from event_coding coding join cameo_code code on code.code = coding.cameo
    where coding.event_id = event.id ${hasCode(filter)}) end`;

const eventTexts = { column: sql`event_text.text`, table: 'event_text', name: 'text' };

const place = { latitude: sql`event.latitude`, longitude: sql`event.longitude` };
/** The whole degrees that a place lies in: few, so that their index is small. */
const degrees = {
  latitude: sql`floor(event.latitude)::integer`,
  longitude: sql`floor(event.longitude)::integer`,
};

const isInBox = ({ west, south, east, north }: Box): Sql => {
  const cells = {
    west: Math.floor(west),
    south: Math.floor(south),
    east: Math.floor(east),
    north: Math.floor(north),
  };
  return sql`${isInside(degrees, cells)} and ${isInside(place, { west, south, east, north })}`;
};

const hasCountries = (codes: readonly string[]): Sql => sql`event.countries && ${codes}::text[]`;
const hasBoth = (dyad: readonly string[]): Sql => sql`event.countries @> ${dyad}::text[]`;

function conditionsOf(filter: EventFilter, at: Sql): Sql[] {
  const { words, kinds, countries, dyad, plover, cameoPrefix } = filter;
  const { project, actor, victimNationality, bbox, standing } = filter;
  const casualties = JSON.stringify([{ nationality: victimNationality }]);
  return [
    ...(words.length
      ? [sql`event.text_id in (select id from event_text where ${containsAll(eventTexts, words)})`]
      : []),
    ...(kinds ? [sql`${at}.kind = any(${kinds}::text[])`] : []),
    ...(countries ? [hasCountries(countries)] : []),
    ...(dyad ? [hasBoth(dyad)] : []),
    ...(plover || cameoPrefix !== undefined ? [isCoded(filter, at)] : []),
    ...filter.overlaps.map((days) => overlaps(at, days)),
    ...(project === undefined ? [] : [sql`not ${at}.plain and event.related_projects @> array[${project}]`]),
    ...(actor === undefined ? [] : [sql`event.actors @> array[${actor}]`]),
    ...(victimNationality ? [sql`not ${at}.plain and event.casualties @> ${casualties}::jsonb`] : []),
    ...(bbox ? [isInBox(bbox)] : []),
    ...(standing ? [sql`event.standing = any(${standing}::text[])`] : []),
  ];
}

/** A part of a scope's chosen events: `from … where …`, which may name `parent.id`, and what has their days and kinds there. */
export interface ChosenPart {
  readonly chosen: Sql;
  readonly at: Sql;
}

const daysOf = ({ from, to }: DayBounds): Sql => sql`
  member.sort_on between ${from ?? '-infinity'}::date and ${to ?? 'infinity'}::date`;

/**
 * The plain ones of a scope's chosen events, with `kind` and `cameo`: from the list alone, in a tenth of the time, where that says
 * all that the filter asks.
 * @param needsEvents whether more of them is needed: they are called `event` then
 */
export function chosenPlain(scope: EventScope, filter: EventFilter, needsEvents = false): ChosenPart {
  const { listed, rest } = narrow(scope, filter);
  const { kinds, countries, dyad, standing, overlaps: spans } = rest;
  if (!listed || needsEvents || countries || dyad) {
    const at = raw(listAlias({ listed }));
    return { at: sql`event`, chosen: chosenEvents(scope, filter, sql`${at}.plain`) };
  }
  const conditions = [
    sql`member.scope = ${listed} and member.plain`,
    ...(kinds ? [sql`member.kind = any(${kinds}::text[])`] : []),
    ...(rest.plover || rest.cameoPrefix !== undefined ? [hasPlainCode(rest, sql`member`)] : []),
    ...spans.map(daysOf),
    ...(standing && !standing.includes('REPORTED') ? [sql`false`] : []),
  ];
  return { at: sql`member`, chosen: sql`from event_scope member where ${join(conditions, ' and ')}` };
}

/** Most events that are looked at to count those of a filter that no list and no count answers. */
const mostLookedAt = 5_000;

/**
 * Plain events that are found by themselves, by their text or place say, and then asked for countries: how many fit of
 * those looked at, and how many were. Undefined for a filter that a list answers.
 */
export function lookedAtPlain(scope: EventScope, filter: EventFilter): Sql | undefined {
  if (scope === 'project' || !isFoundByItself(filter)) return undefined;
  const { countries, dyad, ...found } = filter;
  const asked = [
    ...(parentsEvents[scope] ? [parentsEvents[scope]] : []),
    ...(countries ? [hasCountries(countries)] : []),
    ...(dyad ? [hasBoth(dyad)] : []),
  ];
  return sql`
    select count(*) filter (where ${join([sql`true`, ...asked], ' and ')})::integer as fit, count(*) > ${mostLookedAt} as more
    from (
      select event.countries from event
      where ${join([sql`event.plain`, ...conditionsOf(found, sql`event`)], ' and ')} limit ${mostLookedAt + 1}) event`;
}

/** The others. */
export const chosenRich = (scope: EventScope, filter: EventFilter, also: Sql = sql`true`): Sql =>
  chosenEvents(scope, filter, sql`not ${raw(listAlias(narrow(scope, filter)))}.plain and ${also}`);

/** `from … where …`: a scope's events that fit a filter; may name `parent.id`. Events are called `event`. */
export function chosenEvents(scope: EventScope, filter: EventFilter, also: Sql = sql`true`): Sql {
  const { listed, rest } = narrow(scope, filter);
  const parents = listed ? sql`member.scope = ${listed}` : parentsEvents[scope];
  const conditions = [...(parents ? [parents] : []), also, ...conditionsOf(rest, raw(listAlias({ listed })))];
  return sql`from ${listed ? listedEvents : sql`event`} where ${join(conditions, ' and ')}`;
}
