import { mergeRows, sql, type Database } from '@corridor/database';
import { compiled } from '@corridor/facts';
import { EventCoding, EventCountry, EventParticipant } from '../entities/event-parts.js';
import { Event } from '../entities/event.js';
import type { EventRows, EventWorld } from '../event-record.js';

/** What was done with events; the three add up to how many were given. */
export interface EventCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

interface KnownEvent {
  readonly id: string;
  readonly digest: string;
  readonly dataSet: string;
}

/** Codes and bases as the database has them now. */
export async function findEventWorld(database: Database): Promise<EventWorld> {
  const codes = await database.rows<{ code: string; goldstein: number }>(
    sql`select code, goldstein from cameo_code`,
  );
  const actors = await database.rows<{ id: string; basedIn: string[] }>(
    sql`select id, based_in from non_state_actor`,
  );
  const values = new Map(codes.map(({ code, goldstein }) => [code, goldstein]));
  const bases = new Map(actors.map(({ id, basedIn }) => [id, basedIn]));
  return { goldsteinOf: (cameo) => values.get(cameo), basesOf: (actor) => bases.get(actor) ?? [] };
}

/**
 * Writes events with their parts; equal ones are left alone, and imported ones never touch compiled ones.
 * Only inside a transaction.
 */
export async function upsertEvents(
  database: Database,
  rows: readonly EventRows[],
  dataSet: string,
): Promise<EventCounts> {
  const ids = rows.map(({ event }) => event.id);
  const known = new Map(
    (await database.rows<KnownEvent>(sql`select id, digest, data_set from event where id = any(${ids})`)).map(
      (row) => [row.id, row],
    ),
  );
  const isCompiled = (id: string) => dataSet !== compiled && known.get(id)?.dataSet === compiled;
  const written = rows.filter(
    ({ event }) => !isCompiled(event.id) && known.get(event.id)?.digest !== event.digest,
  );
  const updated = written.flatMap(({ event }) => (known.has(event.id) ? [event.id] : []));
  await deleteParts(database, updated);
  await mergeRows(
    database,
    Event,
    written.map(({ event }) => event),
  );
  await mergeRows(
    database,
    EventParticipant,
    written.flatMap(({ participants }) => participants),
  );
  await mergeRows(
    database,
    EventCoding,
    written.flatMap(({ codings }) => codings),
  );
  await mergeRows(
    database,
    EventCountry,
    written.flatMap(({ countries }) => countries),
  );
  return {
    created: written.length - updated.length,
    updated: updated.length,
    unchanged: rows.length - written.length,
  };
}

async function deleteParts(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.rows(sql`delete from event_participant where event_id = any(${ids})`);
  await database.rows(sql`delete from event_coding where event_id = any(${ids})`);
  await database.rows(sql`delete from event_country where event_id = any(${ids})`);
}

/** Removes a data set's events that are not among these. */
export async function deleteOtherEvents(
  database: Database,
  ids: readonly string[],
  dataSet: string,
): Promise<void> {
  await database.rows(sql`delete from event where data_set = ${dataSet} and not (id = any(${ids}))`);
}

/** Lets the planner know of many new events at once, before the server's own time for it. */
export const analyzeEvents = (database: Database): Promise<unknown> =>
  database.rows(sql`analyze event, event_participant, event_coding, event_country`);
