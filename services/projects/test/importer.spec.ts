import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@corridor/database';
import { readDataVersion } from '@corridor/facts';
import { openRejects } from '@corridor/importing';
import { openTestService, type TestService } from '@corridor/testkit';
import { readCompiledFacts } from '../src/facts/compiled-facts.js';
import { importers, projects } from '../src/index.js';
import { mergeProjectRows } from '../src/stores/project-rows.js';
import { refreshRollups } from '../src/stores/rollups.js';
import { removeImported } from './imported.js';

const folder = mkdtempSync(join(tmpdir(), 'corridor-projects-'));
let service: TestService;
let database: Database;

beforeAll(async () => {
  service = await openTestService(projects);
  const { entities, migrations } = projects;
  database = await openDatabase({
    target: service.target,
    name: 'import',
    entities,
    migrations,
    poolSize: 1,
  });
});
afterAll(async () => {
  await database.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A row as the publisher has it, in words of our own. */
const row = {
  project_id: '9000001',
  recommended_for_research: 'true',
  donor: 'China',
  title: 'A bridge for Naypyidaw',
  year: '2012',
  flow_class: 'ODA-like',
  description: 'A bridge.',
  crs_sector_code: '210',
  'SCA_Sector ': 'NEW INFRA',
  status: 'Completion',
  flow: 'Grant',
  usd_defl_2017: '158000.5',
  umbrella_project: 'false',
  year_uncertain: 'true',
  funding_agency: 'Export-Import Bank of China, Government Agency',
  implementing_agency: 'Bridge Builders (BB), Private Sector; Bridge Builders, Private Sector',
  recipient_agencies: 'Yangon University, Academic, Training and Research',
  amount: '1000000.0',
  currency: 'CNY',
  usd_current: '158500',
  start_actual: '40441',
  start_planned: '',
  end_actual: '',
  end_planned: '41639',
  recipient_iso3: 'MMR',
  location_details: 'Naypyidaw',
  __EMPTY: '',
};

type Row = Partial<Record<keyof typeof row, string>>;

async function importRows(rows: readonly Row[]) {
  const columns = Object.keys(row) as (keyof typeof row)[];
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((each) => columns.map((name) => quote({ ...row, ...each }[name])).join(','));
  const location = join(folder, 'projects.csv');
  writeFileSync(location, [columns.map(quote).join(','), ...lines].join('\n'));
  const rejects = openRejects(folder, 'aiddata-sca');
  const file = { path: 'projects.csv', location, bytes: 1, sha256: JSON.stringify(rows), verified: true };
  const report = await importers[0]!.run([file], { database, rejects });
  const { counts } = rejects;
  rejects.close();
  return { report, counts: Object.fromEntries(counts) };
}

async function ask(query: string) {
  const { data, errors } = await service.execute(query);
  expect(errors).toBeUndefined();
  return data;
}

const imported = async (fields: string, id = '9000001') =>
  (await ask(`{project(id:"project:aiddata:${id}"){${fields}}}`)).project;

beforeEach(() => removeImported(database));

it('a row becomes a project with one commitment, its dates as days, its year as doubtful as the source has it', async () => {
  expect((await importRows([row])).report).toEqual({
    read: 1,
    created: 1,
    updated: 0,
    unchanged: 0,
    rejected: 0,
  });
  expect(
    await imported(`title scope status flowType actualStart plannedEnd recommendedForAggregates
      recipients{country{iso3} percentage} sectors{sector{code}} locations{name point country{iso3}}
      transactions{nodes{id type date validFrom value{amount currency} provider{id}}} citations{locator source{publisher}}`),
  ).toEqual({
    ...{ title: 'A bridge for Naypyidaw', scope: 'PROJECT', status: 'CLOSED', flowType: 'ODA' },
    ...{ actualStart: '2010-09-20', plannedEnd: '2013-12-31', recommendedForAggregates: true },
    recipients: [{ country: { iso3: 'MMR' }, percentage: '100' }],
    sectors: [{ sector: { code: '210' } }],
    locations: [{ name: 'Naypyidaw', point: null, country: { iso3: 'MMR' } }],
    transactions: {
      nodes: [
        {
          ...{
            id: 'tx:aiddata:9000001',
            type: 'OUTGOING_COMMITMENT',
            date: '2012-12-31',
            validFrom: '2012?',
          },
          value: { amount: '1000000', currency: 'CNY' },
          provider: { id: 'org:china-exim-bank' },
        },
      ],
    },
    citations: [{ locator: 'project_id 9000001', source: { publisher: 'AidData at William & Mary' } }],
  });
});

it('the publisher’s dollars stand beside the amount and enter no sum', async () => {
  await importRows([row]);
  const { sources, finance } = await imported(
    'sources{value{amount currency valueDate} counted publisherValues{priceYear value{amount currency}}} finance(currency:"CNY"){value{amount}}',
  );
  expect(sources).toEqual([
    {
      value: { amount: '1000000', currency: 'CNY', valueDate: '2012-12-31' },
      counted: true,
      publisherValues: [
        { priceYear: null, value: { amount: '158500', currency: 'USD' } },
        { priceYear: 2017, value: { amount: '158000.5', currency: 'USD' } },
      ],
    },
  ]);
  expect(finance.value.amount).toBe('1000000');
});

it('a second run changes nothing; a changed row is updated; one that is gone stays and says when it was last seen', async () => {
  const other = { ...row, project_id: '9000002' };
  await importRows([row, other]);
  expect((await importRows([row, other])).report).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  const before = await readDataVersion(database);
  const { report } = await importRows([{ ...row, title: 'Two bridges', funding_agency: '' }]);
  expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
  expect(await readDataVersion(database)).not.toBe(before);
  const { sources } = await imported('sources{lastSeen}', '9000002');
  expect(Date.now() - Date.parse(sources[0].lastSeen)).toBeLessThan(60_000);
  expect((await imported('sources{lastSeen}')).sources).toEqual([{ lastSeen: null }]);
  expect((await importRows([row, other])).report).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect((await imported('sources{lastSeen}', '9000002')).sources).toEqual([{ lastSeen: null }]);
  await importRows([{ ...row, title: 'Two bridges', funding_agency: '' }]);
  expect(await imported('participatingOrgs(role:FUNDING){organisation{name} country{iso3}}')).toEqual({
    participatingOrgs: [{ organisation: { name: 'China, agency not named' }, country: { iso3: 'CHN' } }],
  });
});

it('what is written down by hand wins, and its money is not counted again', async () => {
  const fields = `title parent{id} finance{value{amount} transactionCount} sources{identifier title} participatingOrgs{role}`;
  const before = await imported(fields, '35127');
  const { report } = await importRows([
    { ...row, project_id: '35127', amount: '621000000', currency: 'USD' },
    row,
  ]);
  expect(report).toEqual({ read: 2, created: 1, updated: 0, unchanged: 1, rejected: 0 });
  expect(await imported(fields, '35127')).toEqual(before);
});

it('several recipients share the money, and "NA" is Namibia', async () => {
  await importRows([{ recipient_iso3: 'NAM; MMR; MMR', currency: 'USD' }]);
  const { projectFinance } = await ask(
    '{projectFinance(filter:{recipients:["NA"]},groupBy:[RECIPIENT]){recipient{iso3} total{value{amount}}}}',
  );
  expect(projectFinance).toEqual(
    ['MMR', 'NAM'].map((iso3) => ({ recipient: { iso3 }, total: { value: { amount: '500000' } } })),
  );
});

it('two amounts in a cell are two transactions; an amount without a currency is none', async () => {
  await importRows([
    { amount: '412500000.0; 487500000.0', currency: 'PKR; PKR' },
    { project_id: '9000002', currency: '' },
  ]);
  const { transactions } = await imported('transactions{nodes{id value{amount currency}}}');
  expect(transactions.nodes).toEqual([
    { id: 'tx:aiddata:9000001:1', value: { amount: '412500000', currency: 'PKR' } },
    { id: 'tx:aiddata:9000001:2', value: { amount: '487500000', currency: 'PKR' } },
  ]);
  expect(await imported('transactions{totalCount} sources{value{amount}}', '9000002')).toEqual({
    transactions: { totalCount: 0 },
    sources: [{ value: null }],
  });
});

it('a lender beside the donor gets none of the donor’s money; several agencies of the donor share it', async () => {
  await importRows([
    {
      funding_agency: 'World Bank, Multilateral; China Development Bank (CDB), Government Agency',
      currency: 'USD',
    },
    {
      ...{ project_id: '9000002', currency: 'USD', recipient_iso3: 'BRN' },
      funding_agency:
        'Bank of China (BOC), State-Owned Company; China Scholarship Council, Government Agency',
    },
  ]);
  const { projectFinance, _entities } = await ask(`{
    projectFinance(filter:{recipients:["MM"]},groupBy:[FUNDER]){funder{iso3} total{value{amount}}}
    _entities(representations:[{__typename:"BilateralRelation",id:"BRN-CHN"}]){...on BilateralRelation{financeFlows{source{id} value{amount}}}}}`);
  expect(projectFinance).toEqual([{ funder: { iso3: 'CHN' }, total: { value: { amount: '1000000' } } }]);
  expect(_entities[0].financeFlows).toEqual([
    { source: { id: 'org:aiddata:china-scholarship-council' }, value: { amount: '500000' } },
    { source: { id: 'org:bank-of-china' }, value: { amount: '500000' } },
  ]);
});

it('an umbrella, and what the publisher advises against, stays out of sums', async () => {
  await importRows([
    { umbrella_project: 'TRUE' },
    { project_id: '9000002', recommended_for_research: 'false' },
  ]);
  const [{ total }] = (
    await ask(
      '{projectFinance(filter:{recipients:["MM"]},groupBy:[]){total{transactionCount excludedUmbrellas}}}',
    )
  ).projectFinance;
  expect(total).toEqual({ transactionCount: 0, excludedUmbrellas: 2 });
});

it('the publisher’s vague words stay vague', async () => {
  await importRows([
    { flow: 'Vague TBD', flow_class: 'Vague (Official Finance)', status: 'Pipeline: Commitment' },
    { project_id: '9000002', flow: 'Export credits', status: 'Implementation' },
  ]);
  expect(await imported('flowType status')).toEqual({ flowType: 'OTHER', status: 'PIPELINE' });
  expect(await imported('flowType status', '9000002')).toEqual({
    flowType: 'EXPORT_CREDIT',
    status: 'IMPLEMENTATION',
  });
});

it('a row that cannot be understood is left out with a reason, the rest is loaded', async () => {
  const bad: Row[] = [
    { status: 'Perhaps' },
    { recipient_iso3: 'XXX' },
    { recipient_iso3: '' },
    { crs_sector_code: '7' },
    { year: '20' },
    { amount: '1e6' },
    { currency: 'yuan' },
    { amount: '1; 2' },
    { start_actual: '2010-02-30' },
    { project_id: 'x' },
    { title: '' },
  ];
  const { report, counts } = await importRows([...bad, row, row]);
  expect(report).toEqual({ read: 13, created: 1, updated: 0, unchanged: 0, rejected: 12 });
  expect(counts).toMatchObject({
    'unknown status': 1,
    'unknown recipient': 2,
    'record number occurs twice': 1,
  });
});

it('a file without the columns is refused as a whole and changes nothing', async () => {
  await importRows([row]);
  const location = join(folder, 'other.csv');
  writeFileSync(location, 'project_id,name\n1,x\n');
  const rejects = openRejects(folder, 'other');
  const file = { path: 'other.csv', location, bytes: 1, sha256: '', verified: true };
  await expect(importers[0]!.run([file], { database, rejects })).rejects.toThrow(
    'the table has no column "title"',
  );
  expect(await imported('title')).toEqual({ title: row.title });
});

it('a record that is written down by hand later takes the place of the imported one, money and all', async () => {
  await importRows([row]);
  const { projects: facts } = readCompiledFacts();
  const [first] = facts.projects;
  const taken = { ...first!, id: 'project:aiddata:9000001', title: 'By hand', partOfId: null };
  await database.transaction(async (transaction) => {
    await mergeProjectRows(transaction, { ...facts, projects: [...facts.projects, taken] }, 'compiled');
    await refreshRollups(transaction);
  });
  expect(
    await imported('title recipients{percentage} transactions{totalCount} finance{value{amount}}'),
  ).toEqual({
    ...{
      title: 'By hand',
      recipients: [],
      transactions: { totalCount: 0 },
      finance: { value: { amount: '0' } },
    },
  });
});
