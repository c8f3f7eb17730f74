import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '@corridor/database';
import { readDataVersion } from '@corridor/facts';
import { openRejects, type ImportReport } from '@corridor/importing';
import { openTestDatabase, type TestDatabase } from '@corridor/testkit';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { countries, importers } from '../src/index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'corridor-wdi-'));
let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await openTestDatabase('countries');
  const { entities, migrations, name } = countries;
  database = await openDatabase({ target: own.target, name, entities, migrations });
});
afterEach(() => rmSync(path.join(folder, 'wdi.rejects.ndjson'), { force: true }));
afterAll(async () => {
  await database.close();
  await own.drop();
  rmSync(folder, { recursive: true });
});

/** Imports files given as text, by their path in the catalogue. */
async function runImport(contents: Readonly<Record<string, string | Buffer>>) {
  const importer = importers.find(({ id }) => id === 'wdi');
  const files = Object.entries(contents).map(([name, content], index) => {
    const location = path.join(folder, `${index}.csv`);
    writeFileSync(location, content);
    return { path: name, location, bytes: content.length, sha256: String(index), verified: true };
  });
  const rejects = openRejects(folder, 'wdi');
  try {
    const report = (await importer?.run(files, { database, rejects })) as ImportReport;
    rejects.close();
    const lines = rejects.total === 0 ? [] : readFileSync(rejects.path, 'utf8').trim().split('\n');
    return {
      report,
      rejects: lines.map((line) => JSON.parse(line) as { line: number; reason: string; value?: string }),
    };
  } catch (error) {
    rejects.close('discard');
    throw error;
  }
}

const merged = (...rows: string[]) => ({
  'wdi.csv': ['indicator,country_code,year,value', ...rows, ''].join('\n'),
});

const rowOf = async (iso3: string, year: number, code = 'SP.POP.TOTL') =>
  (
    await database.rows(
      sql`select value, data_set from observation where code = ${code} and iso3 = ${iso3} and year = ${year}`,
    )
  )[0];

describe('an import of World Bank statistics', () => {
  test('creates, replaces compiled values, and finds nothing to do the second time', async () => {
    const file = merged(
      'SP.POP.TOTL,PAK,1960,45954226',
      'SP.POP.TOTL,PAK,2025,1',
      'SP.POP.TOTL,NAM,1961,2.5e5',
    );
    const before = await readDataVersion(database);
    expect((await runImport(file)).report).toEqual({
      read: 3,
      created: 2,
      updated: 1,
      unchanged: 0,
      rejected: 0,
    });
    expect(await rowOf('PAK', 2025)).toEqual({ value: '1', dataSet: 'wdi' });
    expect(await rowOf('NAM', 1961)).toEqual({ value: '250000', dataSet: 'wdi' });
    expect(await readDataVersion(database)).not.toBe(before);
    expect((await runImport(file)).report).toEqual({
      read: 3,
      created: 0,
      updated: 0,
      unchanged: 3,
      rejected: 0,
    });
  });

  test('takes over a compiled value that is the same', async () => {
    const [compiled] = await database.rows<{ value: string }>(
      sql`select value from observation where code = 'SP.POP.TOTL' and iso3 = 'CHN' and year = 2020`,
    );
    const { report } = await runImport(merged(`SP.POP.TOTL,CHN,2020,${compiled?.value}`));
    expect(report).toMatchObject({ updated: 1 });
    expect(await rowOf('CHN', 2020)).toEqual({ value: compiled?.value, dataSet: 'wdi' });
  });

  test('reads the publisher’s file per series, packed or not, and takes the series from its folder', async () => {
    const text = 'Country Name,Country Code,Year,Value\n"Korea, Rep.",KOR,1970,5.5\nArab World,ARB,1970,7\n';
    const { report, rejects } = await runImport({
      'worldbank/indicators/fp.cpi.totl.zg/data.csv': gzipSync(text),
    });
    expect(report).toEqual({ read: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 });
    expect(await rowOf('KOR', 1970, 'FP.CPI.TOTL.ZG')).toEqual({ value: '5.5', dataSet: 'wdi' });
    expect(rejects[0]).toMatchObject({
      file: 'worldbank/indicators/fp.cpi.totl.zg/data.csv',
      line: 3,
      value: 'ARB',
    });
  });

  test('leaves out what is no observation of a country, each row with its line and reason', async () => {
    const { report, rejects } = await runImport(
      merged(
        'SP.POP.TOTL,WLD,1990,5',
        'SP.POP.TOTL,XKX,1990,5',
        'SP.POP.TOTL,NA,1990,5',
        'NO.SUCH,PAK,1990,5',
        'SP.POP.TOTL,PAK,199O,5',
        'SP.POP.TOTL,PAK,1990,',
        'SP.POP.TOTL,PAK,1990,about 5',
        'SP.POP.TOTL,PAK,1990',
        'SP.POP.TOTL,PAK,1990,6',
        'SP.POP.TOTL,PAK,1990,7',
      ),
    );
    expect(report).toEqual({ read: 10, created: 1, updated: 0, unchanged: 0, rejected: 9 });
    expect(rejects.map(({ line, reason }) => `${line} ${reason.split(':')[0]}`)).toEqual([
      '2 no ISO 3166 country',
      '3 no ISO 3166 country',
      '4 no ISO 3166 country',
      '5 unknown series',
      '6 not a year',
      '7 no value',
      '8 not a number',
      '9 wrong number of columns',
      '11 country and year given before',
    ]);
    expect(await rowOf('PAK', 1990)).toEqual({ value: '6', dataSet: 'wdi' });
  });

  test('that breaks off leaves nothing behind', async () => {
    const broken = gzipSync(merged('SP.POP.TOTL,PAK,1975,5')['wdi.csv']).subarray(0, 40);
    await expect(runImport({ 'wdi.csv.gz': broken })).rejects.toThrow('wdi.csv.gz');
    expect(await rowOf('PAK', 1975)).toBeUndefined();
  });
});

describe('the publisher’s download', () => {
  const download = (...rows: string[]) =>
    [
      '"Data Source","World Development Indicators",',
      '',
      '"Last Updated Date","2020-07-01",',
      '',
      '"Country Name","Country Code","Indicator Name","Indicator Code","1970","1971",',
      ...rows,
    ].join('\r\n');

  test('has a column for each year; years without a value are no rows', async () => {
    const contents = download(
      '"Pakistan","PAK","Population, total","SP.POP.TOTL","101","",',
      '"World","WLD","Population, total","SP.POP.TOTL","9","10",',
    );
    const { report, rejects } = await runImport({ 'API_SP.POP.TOTL_DS2_en_csv_v2_1.csv': contents });
    expect(report).toMatchObject({ read: 3, created: 1, rejected: 2 });
    expect(rejects.map(({ line, value }) => [line, value])).toEqual([
      [7, 'WLD'],
      [7, 'WLD'],
    ]);
    expect(await rowOf('PAK', 1970)).toMatchObject({ value: '101' });
  });
});

test.each([
  'population.csv',
  'SP.POP.TOTL.csv.gz',
  'sp.pop.totl/data.csv',
  'API_SP.POP.TOTL_DS2_en_csv_v2_1.csv',
])('a file of one series may say so in its name: %s', async (name) => {
  const { report } = await runImport({ [name]: 'Country Name,Country Code,Year,Value\nAruba,ABW,1961,7\n' });
  expect(report).toMatchObject({ read: 1, rejected: 0 });
  expect(await rowOf('ABW', 1961)).toMatchObject({ value: '7' });
});
