import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { readDataVersion } from '@corridor/facts';
import { Event } from '../src/entities/event.js';
import { events } from '../src/index.js';
import { CreateEvents1796000000000 } from '../src/migrations/1796000000000-create-events.js';
import { SumRelationDays1796000000001 } from '../src/migrations/1796000000001-sum-relation-days.js';
import { StoreEventsByTime1796000000002 } from '../src/migrations/1796000000002-store-events-by-time.js';
import { RecordImports1796000000003 } from '../src/migrations/1796000000003-record-imports.js';
import { SumEventYears1796000000005 } from '../src/migrations/1796000000005-sum-event-years.js';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const reload = () => events.load(world.database, () => undefined);
const titleOf = async (id: string) =>
  (await world.database.rows<{ title: string }>(sql`select title from event where id = ${id}`))[0]?.title;

describe('the tables', () => {
  it('are what the entities say: there is nothing to synchronize', async () => {
    const { dataSource } = world.database.tableOf(Event);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    // Checks are written in the migration alone: entities say nothing of them.
    const changes = upQueries.filter(({ query }) => !/ DROP CONSTRAINT "\w+_check"$/.test(query));
    expect(changes.map(({ query }) => query)).toEqual([]);
  });

  it('go when the migrations are taken back, and come again', async () => {
    const runner = world.database.tableOf(Event).dataSource.createQueryRunner();
    const listTables = async () =>
      (await runner.query(`select tablename from pg_tables where schemaname = 'public'`)) as object[];
    const before = await listTables();
    await runner.startTransaction();
    try {
      await new SumEventYears1796000000005().down(runner);
      await new RecordImports1796000000003().down(runner);
      await new StoreEventsByTime1796000000002().down(runner);
      await new SumRelationDays1796000000001().down(runner);
      await new CreateEvents1796000000000().down(runner);
      expect(await listTables()).toEqual([{ tablename: 'migration' }]);
      await new CreateEvents1796000000000().up(runner);
      await new SumRelationDays1796000000001().up(runner);
      await new StoreEventsByTime1796000000002().up(runner);
      await new RecordImports1796000000003().up(runner);
      await new SumEventYears1796000000005().up(runner);
      expect(await listTables()).toHaveLength(before.length);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});

describe('a load', () => {
  const id = 'ev:chn-pak-joint-2026-01-05';

  it('of the same files writes nothing', async () => {
    const version = await readDataVersion(world.database);
    await world.database.rows(sql`update event set title = 'Changed' where id = ${id}`);
    await reload();
    expect(await titleOf(id)).toBe('Changed');
    expect(await readDataVersion(world.database)).toBe(version);
  });

  it('of changed files puts right what differs, removes what is gone and keeps when the rest was recorded', async () => {
    const recorded = () => world.database.rows(sql`select id, recorded_at from event order by id`);
    const before = await recorded();
    await world.database.rows(sql`update event set title = 'Changed' where id = ${id}`);
    await world.database.rows(sql`update event_key set digest = 'other' where id = ${id}`);
    await world.database.rows(sql`
      insert into event select (jsonb_populate_record(event, '{"id": "ev:gone"}')).* from event where id = ${id}`);
    await world.database.rows(sql`
      insert into event_key select (jsonb_populate_record(key, '{"id": "ev:gone"}')).* from event_key key where id = ${id}`);
    await world.database.rows(sql`delete from data_set`);
    await reload();
    expect(await titleOf(id)).toMatch(/China|Pakistan/);
    expect(await recorded()).toEqual(before);
  });

  it('leaves imported events alone', async () => {
    await world.record({ id: 'ev:test-imported' });
    await world.database.rows(sql`delete from data_set`);
    await reload();
    expect(await titleOf('ev:test-imported')).toBe('Somebody says something');
  });
});
