import { containsAll, empty, isInside, join, sql, type Sql } from '@corridor/database';
import type { DayBounds } from '@corridor/schema';
import type { EventFilter, EventScope } from './event-filter.js';

/** The tables that hold a scope's events, and the condition that picks those of `parent.id`. */
const scopes: Readonly<Record<EventScope, { readonly from: Sql; readonly where: Sql }>> = {
  world: { from: sql`event`, where: sql`true` },
  country: {
    from: sql`event_country member join event on event.id = member.event_id`,
    where: sql`member.iso3 = parent.id`,
  },
  relation: {
    from: sql`event_country member join event on event.id = member.event_id`,
    where: sql`member.iso3 = split_part(parent.id, '-', 1) and exists (
      select from event_country other
      where other.event_id = member.event_id and other.iso3 = split_part(parent.id, '-', 2))`,
  },
  project: { from: sql`event`, where: sql`event.related_projects @> array[parent.id]` },
};

const overlaps = ({ from, to }: DayBounds): Sql => sql`
  (${to ?? null}::date is null or event.sort_on <= ${to ?? null}::date) and
  (${from ?? null}::date is null or event.ends_on is null or event.ends_on >= ${from ?? null}::date)`;

const hasCountry = (codes: readonly string[]): Sql => sql`exists (
  select from event_country named where named.event_id = event.id and named.iso3 = any(${codes}::text[]))`;

const hasCoding = ({ plover, cameoPrefix }: EventFilter): Sql => sql`exists (
  select from event_coding coding join cameo_code code on code.code = coding.cameo
  where coding.event_id = event.id
    ${plover ? sql`and code.plover = any(${plover}::text[])` : empty}
    ${cameoPrefix === undefined ? empty : sql`and coding.cameo like ${`${cameoPrefix}%`}`})`;

const hasActor = (actor: string): Sql => sql`event.id in (
  select event_id from event_participant where actor = ${actor}
  union all select event_id from event_coding where source = ${actor}
  union all select event_id from event_coding where target = ${actor})`;

const place = { latitude: sql`event.latitude`, longitude: sql`event.longitude` };

function conditionsOf(filter: EventFilter): Sql[] {
  const { words, kinds, countries, dyad, plover, cameoPrefix } = filter;
  const { project, actor, victimNationality, bbox, standing } = filter;
  const casualties = JSON.stringify([{ nationality: victimNationality }]);
  return [
    ...(words.length ? [containsAll(sql`event.search_text`, words)] : []),
    ...(kinds ? [sql`event.kind = any(${kinds}::text[])`] : []),
    ...(countries ? [hasCountry(countries)] : []),
    ...(dyad ?? []).map((code) => hasCountry([code])),
    ...(plover || cameoPrefix !== undefined ? [hasCoding(filter)] : []),
    ...filter.overlaps.map(overlaps),
    ...(project === undefined ? [] : [sql`event.related_projects @> array[${project}]`]),
    ...(actor === undefined ? [] : [hasActor(actor)]),
    ...(victimNationality ? [sql`event.casualties @> ${casualties}::jsonb`] : []),
    ...(bbox ? [isInside(place, bbox)] : []),
    ...(standing ? [sql`event.standing = any(${standing}::text[])`] : []),
  ];
}

/** `from … where …`: a scope's events that fit a filter; may name `parent.id`. Events are called `event`. */
export function chosenEvents(scope: EventScope, filter: EventFilter, also: Sql = sql`true`): Sql {
  const { from, where } = scopes[scope];
  return sql`from ${from} where ${join([where, also, ...conditionsOf(filter)], ' and ')}`;
}
