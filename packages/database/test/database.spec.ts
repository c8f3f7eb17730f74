import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type TestDatabase } from '@corridor/testkit';
import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import {
  afterKey,
  copyRows,
  mergeRows,
  openDatabase,
  orderBy,
  pagePerParent,
  selectedColumns,
  sql,
  type Database,
  type SentStatement,
  type SortOrder,
} from '../src/index.js';

@Entity()
class Ship {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) homePort: string;
  @Column({ type: 'text', array: true }) flags: string[];
  @Column({ type: 'jsonb', nullable: true }) cargo: object | null;
  @Column({ type: 'date', nullable: true }) launchedOn: string | null;
  @Column({ type: 'text', select: false }) dataSet: string;
  @UpdateDateColumn({ type: 'timestamptz' }) changedAt: string;
}

class CreateShip1700000000000 {
  name = 'CreateShip1700000000000';
  async up(runner: { query(text: string): Promise<unknown> }) {
    await runner.query(`create table ship (id text primary key, home_port text not null, flags text[] not null,
      cargo jsonb, launched_on date, data_set text not null, changed_at timestamptz not null default now())`);
  }
  async down(runner: { query(text: string): Promise<unknown> }) {
    await runner.query('drop table ship');
  }
}

const ship = (id: string, homePort = 'Gwadar', dataSet = 'compiled') => ({
  id,
  homePort,
  flags: ['PK', 'a,"b"'],
  cargo: { tons: 3 },
  launchedOn: '2015-04-20',
  dataSet,
});

let own: TestDatabase;
let database: Database;
const statements: SentStatement[] = [];

beforeAll(async () => {
  own = await createDatabase();
  const onStatement = (statement: SentStatement) => void statements.push(statement);
  const options = {
    target: own.target,
    name: 'test',
    entities: [Ship],
    migrations: [CreateShip1700000000000],
    onStatement,
  };
  const both = await Promise.all([openDatabase(options), openDatabase(options)]); // both migrate, one at a time
  await both[1].close();
  database = both[0];
});
afterAll(async () => {
  await database.close();
  await own.drop();
});
beforeEach(() => database.rows(sql`truncate ship`));

const ids = async () =>
  (await database.rows<{ id: string }>(sql`select id from ship order by id`)).map((row) => row.id);

describe('rows', () => {
  it('come with property names, days as text and big numbers whole', async () => {
    await mergeRows(database, Ship, [ship('a')]);
    const [row] = await database.rows(sql`
      select home_port, flags, cargo, launched_on, 12345678901234567.89::numeric as gross_tons, count(*) over () as total from ship`);
    expect(row).toEqual({
      homePort: 'Gwadar',
      flags: ['PK', 'a,"b"'],
      cargo: { tons: 3 },
      launchedOn: '2015-04-20',
      grossTons: '12345678901234567.89',
      total: 1,
    });
  });

  it('are asked for a request by the statement as it is, so that it can be prepared', async () => {
    await database.forRequest('r-1').rows(sql`select 1 as one`);
    expect(statements.at(-1)).toEqual({ text: 'select 1 as one', values: [], requestId: 'r-1' });
  });

  it('are asked in a transaction with the request id in a comment that cannot be broken out of', async () => {
    await database
      .forRequest('r-1 */ drop table ship --')
      .transaction((transaction) => transaction.rows(sql`select 1 as one`));
    expect(statements.at(-1)?.text).toBe('/* request=r-1droptableship-- */ select 1 as one');
  });

  it('that take too long end in SERVICE_UNAVAILABLE, without a word of SQL', async () => {
    await expect(database.rows(sql`select pg_sleep(5)`)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      message: 'The question took too long to answer.',
    });
  });
});

describe('a merge', () => {
  it('inserts new rows, updates changed ones and leaves equal ones alone', async () => {
    expect(await mergeRows(database, Ship, [ship('a'), ship('b')])).toEqual({ created: 2, updated: 0 });
    expect(await mergeRows(database, Ship, [ship('a'), ship('b', 'Karachi'), ship('c')])).toEqual({
      created: 1,
      updated: 1,
    });
    expect(await mergeRows(database, Ship, [ship('a')])).toEqual({ created: 0, updated: 0 });
  });

  it('removes what its data set no longer holds, and nothing of another', async () => {
    await mergeRows(database, Ship, [ship('a'), ship('b'), ship('x', 'Gwadar', 'other')]);
    await mergeRows(database, Ship, [ship('b')], { replace: 'compiled' });
    expect(await ids()).toEqual(['b', 'x']);
  });

  it('keeps the rows of a data set that wins', async () => {
    await mergeRows(database, Ship, [ship('a')]);
    expect(await mergeRows(database, Ship, [ship('a', 'Karachi', 'imported')], { keep: 'compiled' })).toEqual(
      { created: 0, updated: 0 },
    );
  });

  it('is all or nothing', async () => {
    const work = database.transaction(async (transaction) => {
      await mergeRows(transaction, Ship, [ship('a')]);
      throw new Error('cut off');
    });
    await expect(work).rejects.toThrow('cut off');
    expect(await ids()).toEqual([]);
  });
});

it('a copy streams rows in, whatever characters they hold', async () => {
  const rows = async function* () {
    yield { ...ship('tab\tand\nline\\end'), flags: '{PK}' };
  };
  await database.transaction((transaction) =>
    copyRows(transaction, 'ship', ['id', 'homePort', 'flags', 'cargo', 'launchedOn', 'dataSet'], rows()),
  );
  expect(await ids()).toEqual(['tab\tand\nline\\end']);
});

describe('a keyset page', () => {
  const order: SortOrder = {
    name: 'PORT:DESC',
    columns: [
      { expression: 'ship.home_port', type: 'text' },
      { expression: 'ship.id', type: 'text' },
    ],
    direction: 'DESC',
  };
  const page = (after?: readonly unknown[]) =>
    database.rows<{ id: string }>(
      sql`select id from ship where true ${afterKey(order, after)} order by ${orderBy(order)} limit 2`,
    );

  it('goes on behind the key it was given', async () => {
    await mergeRows(database, Ship, [ship('a', 'A'), ship('b', 'B'), ship('c', 'B')]);
    expect((await page()).map((row) => row.id)).toEqual(['c', 'b']);
    expect((await page(['B', 'b'])).map((row) => row.id)).toEqual(['a']);
  });

  it('refuses a key of another type', () => {
    expect(() => afterKey(order, ['B', 7])).toThrow('after: not a cursor');
  });

  it('is read for many parents in one statement, in their order', async () => {
    await mergeRows(database, Ship, [ship('a', 'A'), ship('b', 'B'), ship('c', 'B')]);
    const rows = await database.rows<{ parentId: string; id: string }>(
      pagePerParent(
        ['B', 'A', 'none'],
        sql`select ship.id from ship where ship.home_port = parent.id order by ship.id limit 1`,
      ),
    );
    expect(rows).toEqual([
      { parentId: 'B', id: 'b' },
      { parentId: 'A', id: 'a' },
    ]);
  });

  it('has the columns that its entity selects, and not those that only the database reads', async () => {
    await mergeRows(database, Ship, [ship('a', 'A')]);
    const [row = {}] = await database.rows<object>(
      sql`select ${selectedColumns(database, Ship, 's')} from ship s`,
    );
    expect(Object.keys(row)).toEqual(['id', 'homePort', 'flags', 'cargo', 'launchedOn', 'changedAt']);
  });
});

it('a database that is not there is SERVICE_UNAVAILABLE, without its address', async () => {
  const target = { connectionString: 'postgres://someone:secret@127.0.0.1:1/none' };
  const opening = openDatabase({ target, name: 'test', entities: [Ship], migrations: [] });
  await expect(opening).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    message: 'The database cannot be reached.',
  });
});
