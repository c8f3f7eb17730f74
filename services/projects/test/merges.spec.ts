import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { refreshRollups } from '../src/stores/rollups.js';
import { activity, commitment, inDocument } from './iati-text.js';
import { openImportWorld, type ImportWorld } from './import-world.js';
import { removeImported } from './imported.js';

let world: ImportWorld;
beforeAll(async () => void (world = await openImportWorld()));
afterAll(() => world.close());
beforeEach(() => removeImported(world.database));

const ask = (query: string) => world.ask(query);

function importFile(id: string, name: string, text: string) {
  const location = join(world.folder, name);
  writeFileSync(location, text);
  return world.run(id, [{ path: name, location, bytes: text.length, sha256: text, verified: true }]);
}

const importIati = (activities: readonly string[]) =>
  importFile('iati', 'activities.xml', inDocument(activities, '2.03'));

describe('one undertaking in two data sets', () => {
  const identifier = 'US-501c3-522318905-SG-9000001';
  const record = activity('1', commitment('300')).replaceAll('XX-PUB-1', identifier);
  const row: Readonly<Record<string, string>> = {
    ...{ project_id: '9000001', recommended_for_research: 'true', title: 'Wells', year: '2016' },
    ...{
      flow_class: 'ODA-like',
      flow: 'Grant',
      description: '',
      crs_sector_code: '140',
      status: 'Completion',
    },
    ...{ usd_defl_2017: '', usd_current: '', umbrella_project: 'false', year_uncertain: 'false' },
    ...{ funding_agency: '', implementing_agency: '', recipient_agencies: '', location_details: '' },
    ...{ amount: '200', currency: 'EUR', recipient_iso3: 'KEN' },
    ...{ start_actual: '', start_planned: '', end_actual: '', end_planned: '' },
  };
  const lines = [Object.keys(row), Object.values(row)].map((cells) => `${cells.join(',')}\n`);
  const importTable = () => importFile('aiddata-sca', 'projects.csv', lines.join(''));
  const fields = `id iatiIdentifier title sources{identifier mergedBy counted} transactions{totalCount nodes{value{amount}}}
    finance(currency:"EUR"){value{amount} transactionCount}`;
  const merged = {
    ...{ id: 'project:aiddata:9000001', iatiIdentifier: identifier, title: 'Wells' },
    sources: [
      { identifier: '9000001', mergedBy: null, counted: true },
      { identifier, mergedBy: 'PUBLISHER_RECORD', counted: false },
    ],
    transactions: { totalCount: 2, nodes: [{ value: { amount: '300' } }, { value: { amount: '200' } }] },
    finance: { value: { amount: '200' }, transactionCount: 1 },
  };
  const askAll = () =>
    ask(`{a:project(id:"project:aiddata:9000001"){${fields}} b:project(id:"project:iati:${identifier}"){${fields}}
      c:project(iatiIdentifier:"${identifier}"){${fields}}
      projects(filter:{text:"wells",recipients:["KE"]}){totalCount}}`);

  it.each([
    ['table first', [importTable, () => importIati([record])]],
    ['activities first', [() => importIati([record]), importTable]],
  ])('is one project by whichever identifier, one of the figures in sums: %s', async (_, runs) => {
    for (const run of runs) await run();
    expect(await askAll()).toEqual({ a: merged, b: merged, c: merged, projects: { totalCount: 1 } });
  });

  it('is two again when somebody judges so, and each has all it had', async () => {
    await importTable();
    await importIati([record]);
    await world.database.transaction(async (store) => {
      await store.rows(sql`insert into project_identity
        values (${`project:iati:${identifier}`}, null, 'two wells', '[]', 'compiled')`);
      await refreshRollups(store);
    });
    const { a, b, c } = await askAll();
    expect(a).toMatchObject({ sources: [{ counted: true }], finance: { value: { amount: '200' } } });
    expect(b).toMatchObject({ sources: [{ mergedBy: null }], finance: { value: { amount: '300' } } });
    expect(c).toEqual(b);
  });
});
