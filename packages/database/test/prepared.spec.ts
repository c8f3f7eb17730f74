import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, runStatement, type TestDatabase } from '@corridor/testkit';
import { openDatabase, raw, sql, type Database } from '../src/index.js';

interface LogLine {
  readonly message: string;
  readonly [detail: string]: unknown;
}

let own: TestDatabase;
let database: Database;
let log: LogLine[];

beforeAll(async () => {
  own = await createDatabase();
});
afterAll(() => own.drop());
beforeEach(async () => {
  log = [];
  const logger = { warn: (details: object, message: string) => void log.push({ ...details, message }) };
  const { target } = own;
  database = await openDatabase({ target, name: 'test', entities: [], migrations: [], poolSize: 1, logger });
});
afterEach(() => database.close());

interface Listed {
  readonly statement: string;
  readonly name: string;
  readonly runs: number;
}

/** What the pool's one connection has prepared. */
const prepared = () =>
  database.rows<Listed>(sql`
    select name, statement, generic_plans + custom_plans as runs from pg_prepared_statements
    where statement not like '%pg_prepared_statements%'`);

const pid = async () =>
  (await database.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`, { planEachTime: true }))[0]?.pid;

describe('a statement', () => {
  const ask = (value: number, options?: { planEachTime: boolean }) =>
    database.rows<{ twice: number }>(sql`select 2 * ${value}::integer as twice`, options);

  it('is prepared once it comes again, and run by that name from then on', async () => {
    await ask(1);
    expect(await prepared()).toEqual([]);
    await ask(2);
    expect(await ask(3)).toEqual([{ twice: 6 }]);
    expect(await prepared()).toEqual([
      { name: expect.any(String), statement: 'select 2 * $1::integer as twice', runs: 2 },
    ]);
  });

  it('is prepared whatever request it is for', async () => {
    for (const request of ['r-1', 'r-2', 'r-3'])
      await database.forRequest(request).rows(sql`select ${1}::integer as one`);
    expect(await prepared()).toMatchObject([{ runs: 2 }]);
  });

  it('is never prepared when it is to be planned for its values', async () => {
    for (const value of [1, 2, 3]) await ask(value, { planEachTime: true });
    expect(await prepared()).toEqual([]);
  });

  it('is not prepared in a transaction', async () => {
    await database.transaction(async (transaction) => {
      for (const value of [1, 2, 3]) await transaction.rows(sql`select ${value}::integer as one`);
    });
    expect(await prepared()).toEqual([]);
  });

  it('that gives no rows can be prepared too', async () => {
    for (let time = 0; time < 3; time++)
      expect(await database.rows(sql`set application_name = 'corridor-test'`)).toEqual([]);
    expect(await prepared()).toHaveLength(1);
  });

  it('that fails when prepared can succeed with other values', async () => {
    const divide = (by: number) => database.rows(sql`select 6 / ${by}::integer as part`);
    await divide(1);
    for (const by of [0, 0]) await expect(divide(by)).rejects.toMatchObject({ code: '22012' });
    expect(await divide(3)).toEqual([{ part: 2 }]);
    expect(await prepared()).toHaveLength(1);
  });
});

it('a connection prepares at most 100 statements, the latest ones', async () => {
  const ask = (index: number) => database.rows(sql`select ${raw(String(index))} as one`);
  for (let index = 0; index < 130; index++) await ask(index).then(() => ask(index));
  await ask(30);
  await ask(130).then(() => ask(130));
  const texts = (await prepared()).map(({ statement }) => statement);
  expect(texts).toHaveLength(100);
  expect(texts).toContain('select 30 as one');
  expect(texts).not.toContain('select 31 as one');
});

describe('a prepared statement', () => {
  const all = () => database.rows(sql`select * from port`);
  beforeEach(async () => {
    await database.rows(sql`drop table if exists port`);
    await database.rows(sql`create table port as select 'Gwadar' as name`);
    for (let time = 0; time < 3; time++) await all();
  });

  it('still answers after a migration changed what it gives, and is prepared anew', async () => {
    await runStatement(own.target, 'alter table port add column depth_m integer default 14');
    expect(await all()).toEqual([{ name: 'Gwadar', depthM: 14 }]);
    await runStatement(own.target, 'alter table port drop column name');
    for (let time = 0; time < 3; time++) expect(await all()).toEqual([{ depthM: 14 }]);
    expect(await prepared()).toMatchObject([{ statement: 'select * from port' }]);
  });

  it('is prepared again on the connection that replaces a broken one', async () => {
    const before = await pid();
    await runStatement(own.target, 'select pg_terminate_backend($1)', [before]);
    await pid().catch(() => undefined);
    for (let time = 0; time < 2; time++) expect(await all()).toEqual([{ name: 'Gwadar' }]);
    expect(await pid()).not.toBe(before);
    expect(await prepared()).toHaveLength(1);
  });

  it('that a pooler’s other connection does not know is asked by its text, and no name is used again', async () => {
    await database.rows(sql`deallocate all`);
    for (let time = 0; time < 3; time++) expect(await all()).toEqual([{ name: 'Gwadar' }]);
    expect(await prepared()).toEqual([]);
  });

  it('whose name a pooler’s other connection holds already is asked by its text', async () => {
    const [{ name } = { name: '' }] = await prepared();
    await database.close();
    const { target } = own;
    database = await openDatabase({ target, name: 'test', entities: [], migrations: [], poolSize: 1 });
    await database.rows(sql`prepare ${raw(`"${name}"`)} as select 'stranger'`);
    for (let time = 0; time < 3; time++) expect(await all()).toEqual([{ name: 'Gwadar' }]);
  });
});

describe('rows', () => {
  it('keep the text of days, instants and decimals, and read everything else, prepared or not', async () => {
    const ask = () =>
      database.rows(sql`select '0044-03-15 BC'::date as old_day, array['2026-01-05'::date] as days,
        '2026-01-05 09:30:00.5+05'::timestamptz as at, '2026-01-05 09:30'::timestamp as here, 1.50::numeric as sum, 7::bigint as count,
        true as is_open, null::text as no_text, null::jsonb as no_json, '{"a": [1]}'::jsonb as json, array['a', null] as texts,
        0.5::float8 as half, 1 as "constructor", 2 as "to_string", 3 as "__proto__"`);
    for (let time = 0; time < 3; time++) {
      const [row] = await ask();
      expect(row).toEqual({
        oldDay: '0044-03-15 BC',
        days: ['2026-01-05'],
        at: '2026-01-05T04:30:00.500Z',
        here: '2026-01-05 09:30:00',
        sum: '1.50',
        count: 7,
        isOpen: true,
        noText: null,
        noJson: null,
        json: { a: [1] },
        texts: ['a', null],
        half: 0.5,
        constructor: 1,
        toString: 2,
        _Proto__: 3,
      });
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    }
  });

  it('of many at once each reach the one who asked', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => database.rows(sql`select ${index}::integer as one`)),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, (_, one) => [{ one }]));
  });
});

describe('the log', () => {
  it('names the request and the server’s process of a statement that fails', async () => {
    const backend = await pid();
    const asking = database.forRequest('r-7').rows(sql`select 1 / ${0}::integer as one`);
    await expect(asking).rejects.toMatchObject({ code: '22012' });
    expect(log).toEqual([
      {
        message: 'a statement failed',
        requestId: 'r-7',
        backend,
        ms: expect.any(Number),
        code: '22012',
        statement: 'select 1 / $1::integer as one',
      },
    ]);
    expect(await pid()).toBe(backend); // an error is no reason for a new connection
  });

  it('names those of a statement that takes over 500 ms, and of no other', async () => {
    await database.forRequest('r-8').rows(sql`select pg_sleep(${0.01}::float8)`);
    await database.forRequest('r-9').rows(sql`select pg_sleep(${0.6}::float8)`);
    expect(log).toMatchObject([{ message: 'a statement was slow', requestId: 'r-9' }]);
    expect(log[0]?.['ms']).toBeGreaterThan(500);
  });
});
