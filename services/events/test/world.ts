import { openDatabase, sql, type Database } from '@corridor/database';
import type { Source } from '@corridor/facts';
import { openTestDatabase, openTestService, type TestService } from '@corridor/testkit';
import { toEventRows, type EventRecord } from '../src/event-record.js';
import { events } from '../src/index.js';
import { refreshRelationDays } from '../src/stores/relation-days.js';
import { upsertSources } from '../src/stores/imports.js';
import { deleteEvents, findEventWorld, upsertEvents } from '../src/stores/write-events.js';

/** The compiled facts in a database of a test's own, to which events can be added. */
export interface World extends Omit<TestService, 'close'> {
  readonly database: Database;
  /** Writes events; what a test does not care for is filled in. */
  record(...some: readonly (Partial<EventRecord> & { readonly id: string })[]): Promise<void>;
  /** Asks a field of another service's type, the way the gateway does. */
  ask(
    type: string,
    keys: Readonly<Record<string, string>>,
    fields: string,
  ): ReturnType<TestService['execute']>;
  close(): Promise<void>;
}

const plain: Omit<EventRecord, 'id'> = {
  kind: 'STATEMENT',
  title: 'Somebody says something',
  when: '2001-05-05',
  standing: 'REPORTED',
  participants: [],
  codings: [],
  citations: [],
};

/** The articles that events are coded from, as sources. */
const articlesOf = (some: readonly Partial<EventRecord>[]): Source[] =>
  [...new Set(some.flatMap(({ article }) => article ?? []))].map((id) => ({
    ...{ id, title: id, publisher: null, url: null, publishedOn: null, kind: 'DATASET', licence: null },
    dataSet: 'test',
  }));

export async function openWorld(): Promise<World> {
  const own = await openTestDatabase('events');
  const database = await openDatabase({ ...events, target: own.target });
  const service = await openTestService(events, own.target);
  return {
    ...service,
    database,
    record: (...some) =>
      database.transaction(async (transaction) => {
        const world = await findEventWorld(transaction);
        const rows = some.map((event) => toEventRows({ ...plain, ...event }, 'test', world));
        const newSources = await upsertSources(transaction, articlesOf(some));
        await upsertEvents(transaction, rows, 'test', newSources);
        await refreshRelationDays(transaction);
      }),
    ask: (type, keys, fields) =>
      service.execute(
        `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { ${fields} } } }`,
        { keys: [{ __typename: type, ...keys }] },
      ),
    close: async () => {
      await service.close();
      await database.close();
      await own.drop();
    },
  };
}

/** Removes what a test recorded, or the first of it. */
export const forgetEvents = (database: Database, limit?: number) =>
  database.transaction(async (transaction) => {
    const ids = await transaction.rows<{ id: string }>(
      sql`select id from event_key where data_set <> 'compiled' order by id limit ${limit ?? null}::integer`,
    );
    await deleteEvents(
      transaction,
      ids.map(({ id }) => id),
    );
    await refreshRelationDays(transaction);
    if (limit === undefined) await transaction.rows(sql`delete from source where data_set = 'test'`);
  });
