import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { findInput } from '@corridor/importing';
import { openImportWorld, type ImportWorld } from '../test/import-world.js';

const mirror = process.env['CORRIDOR_MIRROR'];
if (!mirror) throw new Error('CORRIDOR_MIRROR must name the folder of the mirror');

let world: ImportWorld;
beforeAll(async () => void (world = await openImportWorld()));
afterAll(() => world.close());

const ask = (query: string) => world.ask(query);

async function importFile(id: string, path: string) {
  const { folder } = world;
  const found = await findInput(join(mirror!, path), {
    cacheDir: folder,
    workDir: folder,
    allowPrivate: false,
  });
  const { report, rejects } = await world.run(id, found ?? []);
  const parts: Record<string, number> = {};
  for (const { reason } of rejects) parts[reason] = (parts[reason] ?? 0) + 1;
  return { ...report, parts };
}

const geocoded = 'projects/aiddata-china-geocoded/iati_1.04_aiddata-china.xml.gz';

it.each([
  [geocoded, 3485, { 'unknown sector': 10455, 'unknown country': 2 }],
  ['projects/iati/iati_1.01_dfid-complex.xml.gz', 57, {}],
  [
    'projects/iati/iati_1.03_practical-action-2018q2.xml.gz',
    427,
    { 'unknown transaction type': 592, 'not an amount': 1 },
  ],
  ['projects/iati/iati_2.03_IraqAIMS.xml.gz', 1338, { 'unknown sector': 159 }],
  ['projects/iati/iati_2.03_NigeriaAIMS.xml.gz', 140, { 'unknown sector': 98 }],
])('all activities of %s are projects; a second import changes nothing', async (path, activities, parts) => {
  const report = { read: activities, updated: 0, rejected: 0, parts };
  expect(await importFile('iati', path)).toEqual({ ...report, created: activities, unchanged: 0 });
  expect(await importFile('iati', path)).toEqual({ ...report, created: 0, unchanged: activities });
});

it('105 projects for Pakistan are in both of AidData’s data sets: one project each, both sources cited', async () => {
  await importFile('aiddata-sca', 'projects/aiddata-sca/projects.csv.gz');
  const merged = await world.database.rows<{ id: string }>(sql`
    select m.into_id as id from project_merge m join project_recipient r on r.project_id = m.project_id
    where r.country = 'PAK'`);
  expect(merged).toHaveLength(105);
  const { project } = await ask(
    '{project(iatiIdentifier:"US-501c3-522318905-SG-41917"){id sources{identifier counted mergedBy value{amount}}}}',
  );
  const amount = { value: { amount: '2250000000' } };
  expect(project).toEqual({
    id: 'project:aiddata:41917',
    sources: [
      { identifier: '41917', counted: true, mergedBy: null, ...amount },
      {
        identifier: 'US-501c3-522318905-SG-41917',
        counted: false,
        mergedBy: 'PUBLISHER_RECORD',
        ...amount,
      },
    ],
  });
});

it('sums agree to the cent with a plain sum over the transactions that count', async () => {
  const [plain] = await world.database.rows<{ usd: string; transactions: number }>(sql`
    select round(sum(t.amount / rate.per_usd), 2) as usd, count(*) as transactions
    from project_transaction t
    join exchange_rate rate on rate.currency = t.currency and rate.year = extract(year from t.date)
    left join project_merge m on m.project_id = t.project_id
    join project p on p.id = coalesce(m.into_id, t.project_id)
    where t.type = 'OUTGOING_COMMITMENT' and p.recommended_for_aggregates and t.standing <> 'RETRACTED'
      and (p.data_set <> 'compiled' or t.id in (select transaction_id from money_part))
      and (m.project_id is null or not exists (
        select from project_transaction own where own.project_id = m.into_id and own.type = t.type))`);
  const { whole, years } = await ask(`{
    whole:projectFinance(groupBy:[]){total{value{amount} transactionCount unconverted excludedUmbrellas}}
    years:projectFinance(groupBy:[YEAR,RECIPIENT,SECTOR]){total{value{amount}}}}`);
  expect(whole[0].total).toMatchObject({
    value: { amount: String(Number(plain!.usd)) },
    transactionCount: plain!.transactions,
    unconverted: 0,
  });
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  const sum = years.reduce(
    (total: number, row: (typeof whole)[0]) => total + cents(row.total.value.amount),
    0,
  );
  expect(sum).toBe(cents(whole[0].total.value.amount));
});

it('the money from China to Tajikistan is the sum of what each project’s funders and recipients share', async () => {
  const [plain] = await world.database.rows<{ usd: string }>(sql`
    select trim_scale(round(sum(t.amount / rate.per_usd / recipients.all_of_them * case when t.provider_id is not null
      then (coalesce(giver.country, provider.country) is not distinct from 'CHN')::integer
      else funders.chinese::numeric / funders.all_of_them end), 2)) as usd
    from project_transaction t
    join exchange_rate rate on rate.currency = t.currency and rate.year = extract(year from t.date)
    join project p on p.id = t.project_id and p.recommended_for_aggregates
    join lateral (select count(*) as all_of_them, bool_or(country = 'TJK') as meant from project_recipient r
      where r.project_id = p.id) recipients on recipients.meant
    cross join lateral (
      select count(*) as all_of_them, count(*) filter (where coalesce(part.country, body.country) = 'CHN') as chinese
      from participation part join organisation body on body.id = part.organisation_id
      where part.project_id = p.id and part.role = 'FUNDING') funders
    left join participation giver on giver.project_id = p.id and giver.organisation_id = t.provider_id
      and giver.role = 'FUNDING'
    left join organisation provider on provider.id = t.provider_id
    where t.type = 'OUTGOING_COMMITMENT' and (t.data_set = 'aiddata-sca' or t.data_set = 'iati'
      and not exists (select from project_merge m where m.project_id = t.project_id))`);
  const { _entities } =
    await ask(`{_entities(representations:[{__typename:"BilateralRelation",id:"CHN-TJK"}]){
    ...on BilateralRelation{financeFlows(first:100){value{amount} source{country{iso3}}}}}}`);
  const flows: readonly { value: { amount: string } }[] = _entities[0].financeFlows;
  expect(flows.length).toBeLessThan(100);
  const cents = flows.reduce((total, { value }) => total + Math.round(Number(value.amount) * 100), 0);
  expect(cents).toBe(Math.round(Number(plain!.usd) * 100));
});
