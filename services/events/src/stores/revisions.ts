import { isDeepStrictEqual } from 'node:util';
import { sql, type Database } from '@corridor/database';
import type { EventCoding } from '../entities/event-coding.js';
import type { EventRevision } from '../entities/event-revision.js';
import type { Event } from '../entities/event.js';
import type { EventRows } from '../event-record.js';

/** What an event says, without what is derived from it or says where it is kept. */
const contentOf = (event: EventRows['event'], codings: readonly EventCoding[]) => {
  const { kind, title, titles, summary, standing, when, casualties, relatedProjects, relatedEvents } = event;
  const { locationName, locationCountry, locationPrecision, latitude, longitude } = event;
  return {
    ...{ kind, title, titles, summary, standing, when, casualties, relatedProjects, relatedEvents },
    participants: event.participants.map(({ actor, role, capacity, country }) => [
      actor,
      role,
      capacity,
      country,
    ]),
    location: [locationName, locationCountry, locationPrecision, latitude, longitude],
    codings: codings.map(({ source, target, cameo, contexts, codedBy }) => [
      ...[source, target, cameo, codedBy],
      ...contexts,
    ]),
    citations: event.citations,
  };
};

const changedFields = (one: ReturnType<typeof contentOf>, other: ReturnType<typeof contentOf>): string[] =>
  (Object.keys(one) as (keyof typeof one)[]).filter((field) => !isDeepStrictEqual(one[field], other[field]));

async function findOld(database: Database, ids: readonly string[]) {
  const events = await database.rows<Event>(
    sql`select event.* from event_key key join event using (plain, sort_on, id) where key.id = any(${ids})`,
  );
  const codings = await database.rows<EventCoding>(sql`
    select coding.* from event_key key join coding using (plain, sort_on)
    where key.id = any(${ids}) and coding.event_id = key.id order by coding.position`);
  return new Map(
    events.map((event) => [
      event.id,
      { event, codings: codings.filter(({ eventId }) => eventId === event.id) },
    ]),
  );
}

/**
 * The events' rows as they are to be written: one that is there already keeps when it was recorded and, when it says
 * something else now, becomes its next version, with a revision.
 */
export async function reviseEvents(
  database: Database,
  written: readonly EventRows[],
  changed: readonly EventRows[],
  by: string,
): Promise<{ readonly events: readonly EventRows['event'][]; readonly revisions: readonly EventRevision[] }> {
  if (changed.length === 0) return { events: written.map(({ event }) => event), revisions: [] };
  const old = await findOld(
    database,
    changed.map(({ key }) => key.id),
  );
  const revisions: EventRevision[] = [];
  const events = written.map(({ key, event, codings }) => {
    const before = old.get(key.id);
    if (!before) return event;
    const fields = changedFields(contentOf(before.event, before.codings), contentOf(event, codings));
    const { recordedAt } = before.event;
    if (fields.length === 0) return { ...event, version: before.event.version, recordedAt };
    const version = before.event.version + 1;
    revisions.push({ eventId: key.id, version, at: event.recordedAt, by, changed: fields, reason: null });
    return { ...event, version, recordedAt };
  });
  return { events, revisions };
}
