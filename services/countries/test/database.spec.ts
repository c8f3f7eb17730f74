import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '@corridor/database';
import { readDataVersion } from '@corridor/facts';
import { openTestDatabase, type TestDatabase } from '@corridor/testkit';
import { Country } from '../src/entities/country.js';
import { countries } from '../src/index.js';
import { CreateTables1767571200000 } from '../src/migrations/1767571200000-create-tables.js';
import { RecordImports1767571200002 } from '../src/migrations/1767571200002-record-imports.js';

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await openTestDatabase('countries');
  const { entities, migrations, name } = countries;
  database = await openDatabase({ target: own.target, name, entities, migrations });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const reload = () => countries.load(database, () => undefined);
const forget = () => database.rows(sql`delete from data_set`);
const valueOf = async (iso3: string) =>
  (
    await database.rows(
      sql`select value, data_set from observation where code = 'SP.POP.TOTL' and iso3 = ${iso3} and year = 2025`,
    )
  )[0];

describe('the tables', () => {
  test('are what the entities say: there is nothing to synchronize', async () => {
    const { upQueries } = await database.tableOf(Country).dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('go when the migration is taken back, and come again', async () => {
    const runner = database.tableOf(Country).dataSource.createQueryRunner();
    const listTables = async () =>
      (await runner.query(`select tablename from pg_tables where schemaname = 'public'`)) as {
        tablename: string;
      }[];
    const before = await listTables();
    await runner.startTransaction();
    try {
      await new RecordImports1767571200002().down(runner);
      await new CreateTables1767571200000().down(runner);
      expect(await listTables()).toEqual([{ tablename: 'migration' }]);
      await new CreateTables1767571200000().up(runner);
      await new RecordImports1767571200002().up(runner);
      expect(await listTables()).toHaveLength(before.length);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});

describe('a second load of the same files', () => {
  test('writes nothing', async () => {
    const before = await readDataVersion(database);
    await database.rows(sql`update country set capital = 'Elsewhere' where iso3 = 'PAK'`);
    await reload();
    expect(await database.rows(sql`select capital from country where iso3 = 'PAK'`)).toEqual([
      { capital: 'Elsewhere' },
    ]);
    expect(await readDataVersion(database)).toBe(before);
  });

  test('puts right what differs once the files have changed, and keeps when a fact was recorded', async () => {
    const recorded = await database.rows(sql`select id, recorded_at from office_term order by id`);
    await database.rows(sql`delete from membership where grouping_id = 'grouping:sco'`);
    await database.rows(sql`insert into "grouping" values ('grouping:gone', 'Gone', null, 'compiled')`);
    await forget();
    await reload();
    expect(await database.rows(sql`select capital from country where iso3 = 'PAK'`)).toEqual([
      { capital: 'Islamabad' },
    ]);
    expect(await database.rows(sql`select id from "grouping" where id = 'grouping:gone'`)).toEqual([]);
    expect(
      (await database.rows(sql`select id from membership where grouping_id = 'grouping:sco'`)).length,
    ).toBeGreaterThan(8);
    expect(await database.rows(sql`select id, recorded_at from office_term order by id`)).toEqual(recorded);
  });

  test('leaves imported observations alone', async () => {
    await database.rows(
      sql`update observation set value = 1, data_set = 'wdi' where code = 'SP.POP.TOTL' and iso3 = 'PAK' and year = 2025`,
    );
    await database.rows(
      sql`insert into observation (code, iso3, year, value, data_set) values ('SP.POP.TOTL', 'PAK', 1960, 2, 'wdi')`,
    );
    await database.rows(
      sql`update observation set value = 3 where code = 'SP.POP.TOTL' and iso3 = 'CHN' and year = 2025`,
    );
    await forget();
    await reload();
    expect(await valueOf('PAK')).toEqual({ value: '1', dataSet: 'wdi' });
    expect(
      await database.rows(sql`select value from observation where iso3 = 'PAK' and year = 1960`),
    ).toEqual([{ value: '2' }]);
    expect(await valueOf('CHN')).toMatchObject({
      dataSet: 'compiled',
      value: expect.stringMatching(/^1\d{9}$/),
    });
  });
});
