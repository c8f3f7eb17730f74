import { empty, join, sql, type Sql } from '@corridor/database';
import type { Days, EventFilter, EventScope } from '../event-filter.js';

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

const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** A condition for a text that was folded as the column was. */
export const contains = (column: Sql, text: string): Sql => sql`${column} like ${likePattern(text)}`;

const overlaps = ({ from, to }: Days): Sql => sql`
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

const isInside = ({ west, south, east, north }: NonNullable<EventFilter['bbox']>): Sql => sql`
  event.latitude between ${south} and ${north} and ${
    west <= east
      ? sql`event.longitude between ${west} and ${east}`
      : sql`(event.longitude >= ${west} or event.longitude <= ${east})`
  }`;

function conditionsOf(filter: EventFilter): Sql[] {
  const { text, kinds, countries, dyad, plover, cameoPrefix } = filter;
  const { project, actor, victimNationality, bbox, standing } = filter;
  const casualties = JSON.stringify([{ nationality: victimNationality }]);
  return [
    ...(text === undefined ? [] : [contains(sql`event.search_text`, text)]),
    ...(kinds ? [sql`event.kind = any(${kinds}::text[])`] : []),
    ...(countries ? [hasCountry(countries)] : []),
    ...(dyad ?? []).map((code) => hasCountry([code])),
    ...(plover || cameoPrefix !== undefined ? [hasCoding(filter)] : []),
    ...filter.overlaps.map(overlaps),
    ...(project === undefined ? [] : [sql`event.related_projects @> array[${project}]`]),
    ...(actor === undefined ? [] : [hasActor(actor)]),
    ...(victimNationality ? [sql`event.casualties @> ${casualties}::jsonb`] : []),
    ...(bbox ? [isInside(bbox)] : []),
    ...(standing ? [sql`event.standing = any(${standing}::text[])`] : []),
  ];
}

/** `from … where …`: a scope's events that fit a filter; may name `parent.id`. Events are called `event`. */
export function chosenEvents(scope: EventScope, filter: EventFilter, also: Sql = sql`true`): Sql {
  const { from, where } = scopes[scope];
  return sql`from ${from} where ${join([where, also, ...conditionsOf(filter)], ' and ')}`;
}
