import { copyEntities, sql, type Database } from '@corridor/database';
import { compiled } from '@corridor/facts';
import { EventCoding } from '../entities/event-coding.js';
import { EventKey, EventScope } from '../entities/event-key.js';
import { EventRevision } from '../entities/event-revision.js';
import { Event } from '../entities/event.js';
import type { EventRows, EventWorld } from '../event-record.js';
import { addMonths, openMonths, subtractMonths } from './event-months.js';
import { openPartitions } from './partitions.js';
import { findTextIds } from './event-texts.js';
import { markOwnDays, markPlainDays } from './relation-days.js';
import { reviseEvents } from './revisions.js';
import { scopesOfEvent } from './scopes.js';

/** What was done with events; the three add up to how many were given. */
export interface EventCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Codes, bases and time as the database has them now. */
export async function findEventWorld(database: Database): Promise<EventWorld> {
  const codes = await database.rows<{ code: string; goldstein: number }>(
    sql`select code, goldstein from cameo_code`,
  );
  const actors = await database.rows<{ id: string; basedIn: string[] }>(
    sql`select id, based_in from non_state_actor`,
  );
  const [time] = await database.rows<{ now: string }>(sql`select now()::timestamptz(3) as now`);
  const values = new Map(codes.map(({ code, goldstein }) => [code, goldstein]));
  const bases = new Map(actors.map(({ id, basedIn }) => [id, basedIn]));
  return {
    now: time!.now,
    goldsteinOf: (cameo) => values.get(cameo),
    basesOf: (actor) => bases.get(actor) ?? [],
  };
}

/**
 * Writes events with their parts; equal ones are left alone, changed ones get a revision that says what changed, and
 * imported ones never touch compiled ones. Only inside a transaction.
 * @param newSources sources that no event written before can cite
 */
export async function upsertEvents(
  database: Database,
  rows: readonly EventRows[],
  dataSet: string,
  newSources: ReadonlySet<string> = new Set(),
): Promise<EventCounts> {
  const ids = rows.map(({ key }) => key.id);
  const keys = await database.rows<EventKey>(sql`select * from event_key where id = any(${ids})`);
  const known = new Map(keys.map((key) => [key.id, key]));
  const written = rows.filter(({ key }) => {
    const old = known.get(key.id);
    return !old || (old.digest !== key.digest && (dataSet === compiled || old.dataSet !== compiled));
  });
  const changed = written.filter(({ key }) => known.has(key.id));
  const { events, revisions } = await reviseEvents(database, written, changed, dataSet);
  await deleteRows(
    database,
    changed.map(({ key }) => key.id),
  );
  await openPartitions(database, written);
  await copyEntities(
    database,
    EventKey,
    written.map(({ key }) => key),
  );
  const textIds = await findTextIds(
    database,
    written.map(({ text }) => text),
  );
  await copyEntities(
    database,
    Event,
    events.map((event, index) => Object.assign(event, { textId: textIds.get(written[index]!.text) })),
  );
  await copyEntities(
    database,
    EventCoding,
    written.flatMap(({ key, codings }) => (key.plain ? [] : codings)),
  );
  await copyEntities(database, EventScope, scopeRows(written));
  await copyEntities(database, EventRevision, revisions);
  await addMonths(database, openMonths(written));
  await markPlainDays(database, written, newSources);
  return {
    created: written.length - changed.length,
    updated: changed.length,
    unchanged: rows.length - written.length,
  };
}

/** In the order of their index, in which they are written faster. */
const scopeRows = (written: readonly EventRows[]): EventScope[] =>
  written
    .flatMap(({ event: { id: eventId, plain, sortOn, kind, cameo }, scopes }) =>
      scopes.map((scope) => ({ scope, sortOn, eventId, plain, kind, cameo })),
    )
    .sort((one, other) => (one.scope < other.scope ? -1 : one.scope > other.scope ? 1 : 0));

async function deleteRows(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await subtractMonths(database, ids);
  await markOwnDays(database, ids);
  const place = sql`(select plain, sort_on, id from event_key where id = any(${ids})) place`;
  await database.rows(sql`
    delete from event_scope member using ${place} join event using (plain, sort_on, id), lateral (${scopesOfEvent}) own
    where member.scope = own.scope and member.sort_on = place.sort_on and member.event_id = place.id
      and member.plain = place.plain`);
  await database.rows(sql`delete from event_coding where event_id = any(${ids})`);
  await database.rows(sql`
    delete from event using ${place}
    where event.sort_on = place.sort_on and event.id = place.id and event.plain = place.plain`);
  await database.rows(sql`delete from event_key where id = any(${ids})`);
}

/** Removes events with all that is known of them. Only inside a transaction. */
export async function deleteEvents(database: Database, ids: readonly string[]): Promise<void> {
  await deleteRows(database, ids);
  await database.rows(sql`delete from event_revision where event_id = any(${ids})`);
}

/** Removes a data set's events that are not among these. */
export async function deleteOtherEvents(
  database: Database,
  ids: readonly string[],
  dataSet: string,
): Promise<void> {
  const others = await database.rows<{ id: string }>(
    sql`select id from event_key where data_set = ${dataSet} and not (id = any(${ids}))`,
  );
  await deleteEvents(
    database,
    others.map(({ id }) => id),
  );
}

/** Lets the planner know of many new events at once, before the server's own time for it; of few it need not know. */
export async function analyzeEvents(database: Database, written: number): Promise<void> {
  const [size] = await database.rows<{ events: number }>(sql`
    select coalesce(sum(greatest(reltuples, 0)), 0)::double precision as events
    from pg_class where oid in ('event_rich'::regclass, 'event_key_plain'::regclass)`);
  if (written * 10 < size!.events) return;
  await database.rows(
    sql`analyze event, event_key, event_coding, event_scope, event_month, event_text, stale_relation_day`,
  );
}
