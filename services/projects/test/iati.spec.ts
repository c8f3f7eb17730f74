import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { activity, commitment, inDocument, amountOf, transaction } from './iati-text.js';
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

const importIati = (activities: readonly string[], { version = '2.03', name = 'activities.xml' } = {}) =>
  importFile('iati', name, inDocument(activities, version));

const asked = async (fields: string, id: string) =>
  (await ask(`{project(iatiIdentifier:"XX-PUB-${id}"){${fields}}}`)).project;

it('everything that the schema holds is read from version 2', async () => {
  const { report, rejects } = await importIati([
    activity(
      '1',
      `<title><narrative xml:lang="fr">Des puits</narrative></title>
<description type="1"><narrative>Wells for ten villages.</narrative></description>
<participating-org role="1" type="10" ref="GB-GOV-1"><narrative>Ministry of Wells</narrative></participating-org>
<participating-org role="4"><narrative>Village Council</narrative></participating-org>
<activity-date type="2" iso-date="2016-02-01Z"/><activity-date type="3" iso-date="2018-12-31"/>
<recipient-country code="KE" percentage="60"/><recipient-country code="UG" percentage="40"/>
<sector vocabulary="1" code="14031" percentage="100"/>
<sector vocabulary="99" code="W1" percentage="100"><narrative>Wells</narrative></sector>
<location><name><narrative>Garissa</narrative></name><point><pos>-0.45 39.64</pos></point>
<exactness code="1"/><location-class code="2"/></location>
<budget type="2"><period-start iso-date="2016-01-01"/><period-end iso-date="2016-12-31"/>
<value currency="KES" value-date="2016-01-01">500.50</value></budget>
<default-flow-type code="10"/><default-aid-type code="C01"/><default-finance-type code="110"/>
<transaction ref="T-1"><transaction-type code="3"/><transaction-date iso-date="2016-05-05"/>${amountOf('-12.5')}
<receiver-org><narrative>Village Council</narrative></receiver-org></transaction>
<related-activity type="1" ref="XX-PUB-0"/>`,
    ),
    activity('0', '<related-activity type="2" ref="XX-PUB-1"/>'),
  ]);
  expect(rejects).toEqual([]);
  expect(report).toEqual({ read: 2, created: 2, updated: 0, unchanged: 0, rejected: 0 });
  expect(
    await asked(
      `id title french:title(lang:"fr") status scope description flowType aidType financeType actualStart plannedEnd
      parent{id scope} citations{locator} sources{identifier source{publisher} mergedBy counted}`,
      '1',
    ),
  ).toEqual({
    ...{ id: 'project:iati:XX-PUB-1', title: 'Wells 1', french: 'Des puits', status: 'IMPLEMENTATION' },
    ...{ scope: 'PROJECT', description: 'Wells for ten villages.', flowType: 'ODA', aidType: 'C01' },
    ...{ financeType: '110', actualStart: '2016-02-01', plannedEnd: '2018-12-31' },
    parent: { id: 'project:iati:XX-PUB-0', scope: 'PROGRAMME' },
    citations: [{ locator: 'iati-identifier XX-PUB-1' }],
    sources: [
      { identifier: 'XX-PUB-1', source: { publisher: 'Wells for All' }, mergedBy: null, counted: true },
    ],
  });
  expect(
    await asked(
      `recipients{country{iso3} percentage} sectors{sector{id name vocabulary} percentage}
      participatingOrgs{role organisation{id name type country{iso3}}} locations{name point exact locationClass}`,
      '1',
    ),
  ).toEqual({
    recipients: [
      { country: { iso3: 'KEN' }, percentage: '60' },
      { country: { iso3: 'UGA' }, percentage: '40' },
    ],
    sectors: [
      {
        percentage: '100',
        sector: { id: 'DAC:14031', name: 'Basic drinking water supply', vocabulary: 'DAC' },
      },
      {
        percentage: '100',
        sector: { id: 'IATI-99:NL-KVK-1:W1', name: 'Wells', vocabulary: 'IATI-99:NL-KVK-1' },
      },
    ],
    participatingOrgs: [
      {
        role: 'FUNDING',
        organisation: {
          ...{ id: 'org:iati:GB-GOV-1', name: 'Ministry of Wells', type: 'Government' },
          country: { iso3: 'GBR' },
        },
      },
      {
        role: 'IMPLEMENTING',
        organisation: {
          ...{ id: 'org:iati:village-council', name: 'Village Council', type: 'Other' },
          country: null,
        },
      },
    ],
    locations: [
      {
        ...{ name: 'Garissa', exact: true, locationClass: '2' },
        point: { type: 'Point', coordinates: [39.64, -0.45] },
      },
    ],
  });
  expect(
    await asked(
      `budgets{value{amount currency} periodStart periodEnd revised}
      transactions{nodes{id type date value{amount currency} receiver{id}}}`,
      '1',
    ),
  ).toEqual({
    budgets: [
      {
        ...{ periodStart: '2016-01-01', periodEnd: '2016-12-31', revised: true },
        value: { amount: '500.5', currency: 'KES' },
      },
    ],
    transactions: {
      nodes: [
        {
          ...{ id: 'tx:iati:XX-PUB-1:ref:T-1', type: 'DISBURSEMENT', date: '2016-05-05' },
          value: { amount: '-12.5', currency: 'EUR' },
          receiver: { id: 'org:iati:village-council' },
        },
      ],
    },
  });
});

it('version 1 has words for codes, letters for types of transactions and texts without narratives', async () => {
  const old = `<iati-activity default-currency="GBP" xml:lang="en"><reporting-org ref="GB-1">Department</reporting-org>
<iati-identifier>XX-PUB-2</iati-identifier><title>Old wells</title><activity-status>Completion</activity-status>
<activity-date type="start-actual" iso-date="2009-10-07"/>
<participating-org role="Implementing">Builders, Private Sector</participating-org>
<recipient-country code="CD">Congo</recipient-country><sector vocabulary="RO">Peace building </sector>
<sector vocabulary="DAC" code="15160" percentage="20"/><sector vocabulary="DAC" code="99810" percentage="60"/>
<sector vocabulary="DAC" code="15160" percentage="20"/>
<location><name>Bukavu</name><coordinates latitude="-2.5" longitude="28.86" precision="1"/></location>
${transaction('C', '<value>100</value>')}</iati-activity>`;
  expect((await importIati([old], { version: '1.01' })).rejects).toEqual([]);
  expect(
    await asked(
      `title status actualStart recipients{percentage} participatingOrgs{role organisation{name type}}
      locations{name exact} sectors{sector{id} percentage} transactions{nodes{id type value{amount currency}}}`,
      '2',
    ),
  ).toEqual({
    ...{ title: 'Old wells', status: 'FINALISATION', actualStart: '2009-10-07' },
    recipients: [{ percentage: '100' }],
    participatingOrgs: [{ role: 'IMPLEMENTING', organisation: { name: 'Builders', type: 'Private Sector' } }],
    locations: [{ name: 'Bukavu', exact: true }],
    sectors: [
      { sector: { id: 'DAC:99810' }, percentage: '60' },
      { sector: { id: 'DAC:15160' }, percentage: '40' },
      { sector: { id: 'IATI-RO:GB-1:peace-building' }, percentage: null },
    ],
    transactions: {
      nodes: [
        {
          ...{ id: 'tx:iati:XX-PUB-2:1', type: 'OUTGOING_COMMITMENT' },
          value: { amount: '100', currency: 'GBP' },
        },
      ],
    },
  });
});

it('an activity without identifier, title or status is left out; of one with faulty parts the rest is kept', async () => {
  const faulty = `<activity-date type="2" iso-date="2016-02-30"/><activity-date type="7" iso-date="2016-02-01"/>
<recipient-country code="ZZ"/><recipient-country code="KE" percentage="130"/><sector vocabulary="1" code="7"/>
<participating-org role="9"><narrative>Nobody</narrative></participating-org>
<location><name><narrative>Nowhere</narrative></name><point><pos>95 10</pos></point></location>
<budget><period-start iso-date="2017-01-01"/><period-end iso-date="2016-12-31"/>${amountOf('5')}</budget>
${transaction('X', amountOf('5'))}${transaction('2', amountOf('1e6'))}${transaction('2', '<value currency="ZZZ">5</value>')}
<transaction><transaction-type code="2"/><value>5</value></transaction>
${commitment('7')}<default-flow-type code="99"/>`;
  const { report, rejects } = await importIati([
    activity('').replace('XX-PUB-', ' '),
    activity('3').replace('Wells 3', ' '),
    activity('4').replace('code="2"', 'code="9"'),
    activity('5', faulty),
    activity('5'),
  ]);
  expect(report).toEqual({ read: 5, created: 1, updated: 0, unchanged: 0, rejected: 4 });
  expect(rejects.map(({ reason, field, value }) => [reason, field, value])).toEqual([
    ['no identifier', 'iati-identifier', undefined],
    ['no title', 'title', undefined],
    ['unknown status', 'activity-status', '9'],
    ['not a date', 'activity-date/@iso-date', '2016-02-30'],
    ['unknown type of date', 'activity-date/@type', '7'],
    ['unknown default-flow-type', 'default-flow-type/@code', '99'],
    ['unknown role', 'participating-org/@role', '9'],
    ['unknown country', 'recipient-country/@code', 'ZZ'],
    ['not a percentage from 0 to 100', 'recipient-country/@percentage', '130'],
    ['unknown sector', 'sector/@code', '7'],
    ['not a point', 'location', '95 10'],
    ['a budget without a period', 'budget', '2017-01-01 to 2016-12-31'],
    ['unknown transaction type', 'transaction/transaction-type/@code', 'X'],
    ['not an amount', 'transaction/value', '1e6'],
    ['unknown currency', 'transaction/value/@currency', 'ZZZ'],
    ['a transaction without a date', 'transaction', undefined],
    ['an identifier occurs twice', 'iati-identifier', 'XX-PUB-5'],
  ]);
  expect(rejects[3]).toMatchObject({ file: 'activities.xml', line: 29 });
  expect(
    await asked(
      `flowType actualStart recipients{country{iso3} percentage} locations{name point}
      transactions{nodes{value{amount}}}`,
      '5',
    ),
  ).toEqual({
    ...{ flowType: null, actualStart: null, recipients: [{ country: { iso3: 'KEN' }, percentage: null }] },
    locations: [{ name: 'Nowhere', point: null }],
    transactions: { nodes: [{ value: { amount: '7' } }] },
  });
});

it('shares that add up to over 100 are unknown', async () => {
  const shares =
    '<recipient-country code="KE" percentage="70"/><recipient-country code="UG" percentage="70"/>';
  const { rejects } = await importIati([activity('1', shares)]);
  expect(rejects).toMatchObject([{ reason: 'shares add up to over 100', value: '140' }]);
  expect((await asked('recipients{percentage}', '1')).recipients).toEqual([
    { percentage: null },
    { percentage: null },
  ]);
});

it('an unknown version, a document type and a file that is cut off change nothing', async () => {
  await importIati([activity('1')]);
  await expect(importIati([activity('2')], { version: '3.01' })).rejects.toThrow(
    'activities.xml: IATI version "3.01" is not known; 1.01 to 2.03 are',
  );
  const whole = inDocument([activity('2')], '2.03');
  const bomb = whole.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>');
  await expect(importFile('iati', 'x.xml', bomb)).rejects.toThrow('a document type is not accepted');
  await expect(importFile('iati', 'x.xml', whole.slice(0, -5))).rejects.toThrow('x.xml');
  expect(await asked('id', '2')).toBeNull();
  expect(await asked('id', '1')).not.toBeNull();
});

it('a newer file updates, keeps what was said before, and marks what it no longer holds', async () => {
  const both = [activity('1', commitment('5')), activity('2')];
  await importIati(both);
  expect((await importIati(both)).report).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  const newer = await importIati([activity('1', commitment('6'))]);
  expect(newer.report).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
  await importIati([activity('9')], { name: 'another.xml' });
  const fields = 'sources{lastSeen} transactions{nodes{value{amount}}}';
  expect(await asked(fields, '1')).toEqual({
    sources: [{ lastSeen: null }],
    transactions: { nodes: [{ value: { amount: '6' } }] },
  });
  expect((await asked(fields, '2')).sources).toEqual([{ lastSeen: expect.any(String) }]);
  const revisions = await world.database.rows<{ version: number; amount: string }>(sql`
    select version, record -> 'transactions' -> 0 ->> 'amount' as amount from project_revision
    where project_id = 'project:iati:XX-PUB-1'`);
  expect(revisions).toEqual([{ version: 1, amount: '5' }]);
});

describe('money', () => {
  const sums = async (groupBy: string, id: string) => {
    const { projectFinance } = await ask(`{
      projectFinance(filter:{text:"${id}"},groupBy:[${groupBy}],currency:"EUR"){
        recipient{iso3} sector{id} total{value{amount} excludedUmbrellas}}}`);
    return projectFinance;
  };
  const total = (amount: string) => ({ value: { amount } });

  it('what percentages leave for a region is no country’s', async () => {
    const shares =
      '<recipient-country code="KE" percentage="30"/><recipient-region code="298" percentage="70"/>';
    await importIati([activity('1', `${shares}${commitment('100')}`)]);
    expect(await sums('RECIPIENT', 'XX-PUB-1')).toMatchObject([
      { recipient: null, total: total('70') },
      { recipient: { iso3: 'KEN' }, total: total('30') },
    ]);
  });

  it('sectors of one list divide it, those of a second list do not divide it again', async () => {
    const dac = ['14031', '15160'].map((code) => `<sector vocabulary="1" code="${code}" percentage="50"/>`);
    const own = '<sector vocabulary="99" code="A" percentage="100"/>';
    await importIati([activity('1', `${own}${dac.join('')}${commitment('100')}`)]);
    expect(await sums('SECTOR', 'XX-PUB-1')).toMatchObject([
      { sector: { id: 'DAC:14031' }, total: total('50') },
      { sector: { id: 'DAC:15160' }, total: total('50') },
    ]);
  });

  it('a transaction’s own country and sector stand above the activity’s', async () => {
    const own = '<sector vocabulary="1" code="15160"/><recipient-country code="UG"/>';
    await importIati([activity('1', `<sector vocabulary="1" code="14031"/>${commitment('100', own)}`)]);
    expect(await sums('RECIPIENT, SECTOR', 'XX-PUB-1')).toMatchObject([
      { recipient: { iso3: 'UGA' }, sector: { id: 'DAC:15160' }, total: total('100') },
    ]);
    expect((await asked('recipients{country{iso3}}', '1')).recipients).toEqual([
      { country: { iso3: 'UGA' } },
    ]);
  });

  it('a parent whose parts report money of the same sort is an umbrella', async () => {
    const part = (id: string) =>
      activity(id, `${commitment('40')}<related-activity type="1" ref="XX-PUB-W"/>`);
    await importIati([activity('W', commitment('80')), part('W1'), part('W2')]);
    expect(await sums('', 'XX-PUB-W')).toMatchObject([{ total: { ...total('80'), excludedUmbrellas: 1 } }]);
  });
});
