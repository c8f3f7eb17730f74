import { afterKey, orderBy, pagePerParent, selectedColumns, sql, type Database } from '@corridor/database';
import type { Window } from '@corridor/paging';
import type { DayBounds } from '@corridor/schema';
import { Event } from '../entities/event.js';
import type { EventCoding, EventParticipant, EventRevision } from '../entities/event-parts.js';
import type { CameoCode } from '../entities/codes.js';
import { eventOrder } from '../orders.js';
import { chosenEvents } from './choose-events.js';
import type { EventFilter, EventOrder, EventScope } from './event-filter.js';

/** An event as it is listed. */
export type EventRow = Omit<Event, 'searchText' | 'digest' | 'dataSet'>;
export type CodingRow = EventCoding & Omit<CameoCode, 'code' | 'dataSet'>;

/** What page of a scope's events. */
export interface EventPage {
  readonly scope: EventScope;
  readonly filter: EventFilter;
  readonly order: EventOrder;
  readonly window: Window;
}

/** A page of the events of each parent, one event more than asked when another page follows. */
export function listEventPages(
  database: Database,
  { scope, filter, order, window }: EventPage,
  parents: readonly string[],
): Promise<(EventRow & { parentId: string })[]> {
  const sort = eventOrder(order, scope);
  return database.rows(
    pagePerParent(
      parents,
      sql`select ${selectedColumns(database, Event, 'event')} ${chosenEvents(scope, filter)} ${afterKey(sort, window.after)}
        order by ${orderBy(sort)} limit ${window.first + 1}`,
    ),
    { planEachTime: true }, // which index is best hangs on what the filter names
  );
}

export interface EventCount {
  readonly total: number;
  readonly exact: boolean;
}

const exactTo = 10_000;

/** How many events each parent has: exact to 10,000, beyond that as the planner estimates. */
export async function countEvents(
  database: Database,
  { scope, filter }: Pick<EventPage, 'scope' | 'filter'>,
  parents: readonly string[],
): Promise<Map<string, EventCount>> {
  const counts = await database.rows<{ parentId: string; total: number }>(sql`
    select parent.id as parent_id, counted.total from unnest(${parents}::text[]) as parent(id)
    cross join lateral (
      select count(*) as total from (select ${chosenEvents(scope, filter)} limit ${exactTo + 1}) capped) counted`);
  const entries = counts.map(async ({ parentId, total }) => {
    const exact = total <= exactTo;
    const count = {
      total: exact ? total : await estimateEvents(database, { scope, filter }, parentId),
      exact,
    };
    return [parentId, count] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Few parents have so many events that an estimate is due, so it may cost a statement each. */
async function estimateEvents(
  database: Database,
  { scope, filter }: Pick<EventPage, 'scope' | 'filter'>,
  parent: string,
): Promise<number> {
  const [row] = await database.rows<Record<string, [{ Plan: { 'Plan Rows': number } }]>>(sql`
    explain (format json)
    select from (select ${parent}::text as id) as parent cross join lateral (select ${chosenEvents(scope, filter)}) chosen`);
  const [plan] = Object.values(row ?? {});
  return Math.max(exactTo + 1, Math.round(plan?.[0].Plan['Plan Rows'] ?? 0));
}

export const listEventsByIds = (database: Database, ids: readonly string[]): Promise<EventRow[]> =>
  database.rows(sql`select ${selectedColumns(database, Event, 'event')} from event where id = any(${ids})`);

export const listParticipants = (database: Database, ids: readonly string[]): Promise<EventParticipant[]> =>
  database.rows(
    sql`select * from event_participant where event_id = any(${ids}) order by event_id, position`,
  );

export const listCodings = (database: Database, ids: readonly string[]): Promise<CodingRow[]> =>
  database.rows(sql`
    select coding.*, code.label, code.plover, code.mode, code.quad_class, code.goldstein, code.plover_score
    from event_coding coding join cameo_code code on code.code = coding.cameo
    where coding.event_id = any(${ids}) order by coding.event_id, coding.position`);

export const listRevisions = (database: Database, ids: readonly string[]): Promise<EventRevision[]> =>
  database.rows(sql`select * from event_revision where event_id = any(${ids}) order by event_id, version`);

/** The latest attacks that a source connects with each project, withdrawn reports left out. */
export function listIncidents(
  database: Database,
  { days, first }: { readonly days: DayBounds; readonly first: number },
  projects: readonly string[],
): Promise<(EventRow & { parentId: string })[]> {
  const filter = { words: [], kinds: ['ATTACK'], overlaps: [days] };
  const notRetracted = sql`event.standing <> 'RETRACTED'`;
  return database.rows(
    pagePerParent(
      projects,
      sql`select ${selectedColumns(database, Event, 'event')} ${chosenEvents('project', filter, notRetracted)}
        order by event.sort_on desc, event.id desc limit ${first}`,
    ),
  );
}
