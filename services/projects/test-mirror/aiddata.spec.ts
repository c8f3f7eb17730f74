import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDataSet, readCatalog } from '@corridor/importing';
import { openImportWorld, type ImportWorld } from '../test/import-world.js';

const mirror = process.env['CORRIDOR_MIRROR'];
if (!mirror) throw new Error('CORRIDOR_MIRROR must name the folder of the mirror');

let world: ImportWorld;
beforeAll(async () => void (world = await openImportWorld()));
afterAll(() => world.close());

async function importAll() {
  const catalog = await readCatalog(fileURLToPath(new URL('../../../data/catalog.json', import.meta.url)));
  const entry = catalog.find(({ id }) => id === 'aiddata-sca')!;
  const { files } = await openDataSet(entry, { mirror, cacheDir: world.folder });
  return (await world.run(entry.id, files)).report;
}

const ask = (query: string) => world.ask(query);

it('all 870 rows of the publisher are projects here, those judged by hand as they were', async () => {
  const before = await ask(
    '{projects{totalCount} project(acronym:"CPEC"){finance{value{amount} transactionCount}}}',
  );
  const report = await importAll();
  expect(report).toMatchObject({ read: 870, updated: 0, rejected: 0 });
  const after = await ask(
    '{projects{totalCount} project(acronym:"CPEC"){finance{value{amount} transactionCount}}}',
  );
  expect(after.project).toEqual(before.project);
  expect(after.projects.totalCount).toBe(before.projects.totalCount + report.created);
});

it('a second import changes nothing', async () => {
  expect(await importAll()).toEqual({ read: 870, created: 0, updated: 0, unchanged: 870, rejected: 0 });
});

it('has as many records for Pakistan, Afghanistan and India as the publisher', async () => {
  for (const [code, records] of [
    ['PK', 194],
    ['AF', 99],
    ['IN', 25],
  ] as const) {
    const { projects: connection } = await ask(
      `{projects(filter:{recipients:["${code}"],text:"project:aiddata:"}){totalCount}}`,
    );
    expect(connection.totalCount).toBe(records);
  }
});

it('leaves no amount unconverted and loses no cent between the sums', async () => {
  const { whole, parts } = await ask(`{
    whole:projectFinance(groupBy:[]){total{value{amount} unconverted}}
    parts:projectFinance(groupBy:[SECTOR,RECIPIENT,FUNDER,YEAR]){total{value{amount}}}}`);
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  const sum = parts.reduce(
    (total: number, row: (typeof whole)[0]) => total + cents(row.total.value.amount),
    0,
  );
  expect(sum).toBe(cents(whole[0].total.value.amount));
  expect(whole[0].total.unconverted).toBe(0);
});
