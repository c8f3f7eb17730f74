import {
  afterKey,
  orderBy,
  pagePerParent,
  selectedColumns,
  sql,
  type Database,
  type Sql,
} from '@corridor/database';
import type { Window } from '@corridor/paging';
import type { DayBounds } from '@corridor/schema';
import { Event } from '../entities/event.js';
import type { EventCoding } from '../entities/event-coding.js';
import type { EventRevision } from '../entities/event-revision.js';
import type { CameoCode } from '../entities/codes.js';
import { eventOrder } from '../orders.js';
import { chosenEvents, chosenPlain, chosenRich, lookedAtPlain } from './choose-events.js';
import type { EventFilter, EventOrder, EventScope } from './event-filter.js';
import { plainMonths, type PlainMonths } from './plain-months.js';

/** An event as it is listed. */
export type EventRow = Omit<Event, 'plain' | 'textId' | 'actors' | 'countries' | keyof EventCoding> &
  Pick<Event, 'sortOn'>;
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
  const sort = eventOrder(order, scope, filter);
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

/**
 * How many events each parent has: exact where months are counted and to 10,000 others, beyond that as the planner
 * estimates.
 */
export async function countEvents(
  database: Database,
  { scope, filter }: Pick<EventPage, 'scope' | 'filter'>,
  parents: readonly string[],
): Promise<Map<string, EventCount>> {
  const countTo = (events: Sql) => sql`
    select count(*)::integer as fit, count(*) > ${exactTo} as more from (select ${events} limit ${exactTo + 1}) capped`;
  const months = plainMonths(scope, filter);
  const counts = await database.rows<{ parentId: string; total: number; exact: boolean }>(sql`
    select parent.id as parent_id, counted.events + plain.fit + rich.fit as total, not (plain.more or rich.more) as exact
    from unnest(${parents}::text[]) as parent(id)
    cross join lateral (select coalesce(sum(events), 0)::integer as events ${months?.chosen ?? sql`from event_month where false`}) counted
    cross join lateral (${lookedAtPlain(scope, filter) ?? countTo(plainLeft(scope, filter, months))}) plain
    cross join lateral (${countTo(chosenRich(scope, filter))}) rich`);
  const entries = counts.map(async ({ parentId, total, exact }) => {
    const count = exact ? total : await estimateEvents(database, { scope, filter }, parentId);
    return [parentId, { total: count, exact }] as const;
  });
  return new Map(await Promise.all(entries));
}

/** The plain events that months did not count. */
function plainLeft(scope: EventScope, filter: EventFilter, months: PlainMonths | undefined): Sql {
  const { at, chosen } = chosenPlain(scope, filter);
  if (!months) return chosen;
  return sql`${chosen} and ${months.isLeft?.(sql`${at}.sort_on`) ?? sql`false`}`;
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
  database.rows(sql`
    select ${selectedColumns(database, Event, 'event')} from event_key key join event using (plain, sort_on, id)
    where key.id = any(${ids})`);

export const listCodings = (database: Database, ids: readonly string[]): Promise<CodingRow[]> =>
  database.rows(sql`
    select coding.*, code.label, code.plover, code.mode, code.quad_class, code.goldstein, code.plover_score
    from event_key key join coding using (plain, sort_on) join cameo_code code on code.code = coding.cameo
    where key.id = any(${ids}) and coding.event_id = key.id order by coding.event_id, coding.position`);

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
