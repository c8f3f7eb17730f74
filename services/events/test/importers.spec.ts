import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { readDataVersion } from '@corridor/facts';
import { openRejects, type ImportReport } from '@corridor/importing';
import { importers } from '../src/index.js';
import { forgetEvents, openWorld, type World } from './world.js';

const folder = mkdtempSync(path.join(tmpdir(), 'corridor-events-import-'));
let world: World;
beforeAll(async () => void (world = await openWorld()));
beforeEach(() => forgetEvents(world.database));
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

interface Left {
  readonly line: number;
  readonly reason: string;
  readonly value?: string;
}

/** Imports files given as text, by their names. */
async function runImport(id: string, contents: Readonly<Record<string, string>>) {
  const files = Object.entries(contents).map(([name, content], index) => {
    const location = path.join(folder, `${index}`);
    writeFileSync(location, name.endsWith('.gz') ? gzipSync(content) : content);
    return { path: name, location, bytes: content.length, sha256: content, verified: true };
  });
  const rejects = openRejects(folder, id);
  const importer = importers.find((one) => one.id === id)!;
  const report: ImportReport = await importer.run(files, { database: world.database, rejects });
  rejects.close();
  const lines = rejects.total === 0 ? [] : readFileSync(rejects.path, 'utf8').trim().split('\n');
  return { report, left: lines.map((line) => JSON.parse(line) as Left) };
}

const eventOf = async (id: string) => {
  const { data, errors } = await world.execute(
    `query ($id: ID!) { event(id: $id) { kind title when standing summary
      participants { role capacity actor { __typename ... on Country { iso3 } ... on Grouping { id } ... on NonStateActor { id } } }
      codings { cameo { code } goldstein quadClass codedBy source { ... on Country { iso3 } ... on Grouping { id } ... on NonStateActor { id } } target { ... on Country { iso3 } } }
      location { name precision point country { iso3 } } relations { id }
      citations { locator source { title publisher url kind } } } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data.event;
};

interface Row {
  readonly id?: string;
  readonly day?: string;
  readonly one?: string;
  readonly group1?: string;
  readonly name1?: string;
  readonly type1?: string;
  readonly other?: string;
  readonly code?: string;
  readonly place?: readonly [type: string, name: string, fips: string, lat: string, lon: string];
  readonly url?: string;
}

const address = 'https://www.example.org/news';
const countryOf = (code: string) =>
  /^[A-Z]{3}/.test(code) && !/^(GOV|COP|MED)/.test(code) ? code.slice(0, 3) : '';

/** A line of the raw export: 61 columns, or the 57 or 58 of version 1. */
function rawLine(row: Row, width = 61): string {
  const { id = '1', day = '20250101', one = 'CHNGOV', other = 'PAK', code = '051', url = address } = row;
  const cells = Array.from({ length: width }, () => '');
  const geo = width === 61 ? 51 : 49;
  Object.assign(cells, {
    0: id,
    1: day,
    5: one,
    6: row.name1 ?? '',
    7: countryOf(one),
    8: row.group1 ?? '',
    12: row.type1 ?? '',
  });
  Object.assign(cells, { 15: other, 17: countryOf(other), 26: code, 27: '9', 28: '9', 29: '1', 30: '9.9' });
  const [type = '', name = '', fips = '', lat = '', lon = ''] = row.place ?? [];
  const shift = width === 61 ? 5 : 4;
  Object.assign(cells, {
    [geo]: type,
    [geo + 1]: name,
    [geo + 2]: fips,
    [geo + shift]: lat,
    [geo + shift + 1]: lon,
  });
  if (width !== 57) cells[width - 1] = url;
  return `${cells.join('\t')}\n`;
}
const raw = (...rows: Row[]) => ({ 'a.export.CSV.gz': rows.map((row) => rawLine(row)).join('') });

describe('GDELT', () => {
  it('gives an event the codes’ own words and values, and cites the article and the data set', async () => {
    const { report } = await runImport(
      'gdelt',
      raw({ id: '954', place: ['4', 'Beijing, Beijing, China', 'CH', '39.9', '116.4'] }),
    );
    expect(report).toEqual({ read: 1, created: 1, updated: 0, unchanged: 0, rejected: 0 });
    expect(await eventOf('ev:gdelt:954')).toEqual({
      kind: 'STATEMENT',
      title: 'China → Pakistan: Praise or endorse',
      when: '2025-01-01',
      standing: 'REPORTED',
      summary: null,
      participants: [
        { role: 'ACTOR', capacity: null, actor: { __typename: 'Country', iso3: 'CHN' } },
        { role: 'RECIPIENT', capacity: null, actor: { __typename: 'Country', iso3: 'PAK' } },
      ],
      codings: [
        {
          cameo: { code: '051' },
          goldstein: 3.4,
          quadClass: 'VERBAL_COOPERATION',
          codedBy: 'GDELT',
          source: { iso3: 'CHN' },
          target: { iso3: 'PAK' },
        },
      ],
      location: {
        name: 'Beijing, Beijing, China',
        precision: 'city',
        country: { iso3: 'CHN' },
        point: { type: 'Point', coordinates: [116.4, 39.9] },
      },
      relations: [{ id: 'CHN-PAK' }],
      citations: [
        {
          locator: 'GLOBALEVENTID 954',
          source: { title: 'example.org', publisher: 'example.org', url: address, kind: 'NEWS' },
        },
        {
          locator: null,
          source: {
            title: 'GDELT Event Database',
            publisher: 'The GDELT Project',
            url: 'https://www.gdeltproject.org/',
            kind: 'DATASET',
          },
        },
      ],
    });
  });

  it('never names a living person, and takes nobody whom a machine calls a role alone', async () => {
    const { left } = await runImport(
      'gdelt',
      raw(
        { id: '1', one: 'CHNGOV', name1: 'XI JINPING' },
        { id: '2', one: 'COP', name1: 'POLICE', other: 'GOV' },
        { id: '3', one: 'GOV', name1: 'PRESIDENT', other: 'USA' },
      ),
    );
    expect(left).toMatchObject([{ line: 2, reason: 'no state or organisation actor' }]);
    expect(
      JSON.stringify(
        await world.database.rows(
          sql`select event.* from event join event_key using (id) where data_set = 'gdelt'`,
        ),
      ),
    ).not.toMatch(/jinping/i);
    expect(await eventOf('ev:gdelt:3')).toMatchObject({
      title: 'unnamed → United States: Praise or endorse',
      relations: [],
    });
  });

  it('tells the state from people in it, from organisations and from insurgents', async () => {
    await runImport(
      'gdelt',
      raw(
        { id: '1', one: 'PAKMED', type1: 'MED', other: 'CHN' },
        { id: '2', one: 'USA', type1: 'MNC', other: 'CHN' },
        { id: '3', one: 'PAKMIL', type1: 'MIL', other: 'CHN' },
        { id: '4', one: 'EUREEC', group1: 'EEC', type1: 'IGO', other: 'CHN' },
        { id: '5', one: 'AFGINSTAL', other: 'PAK', code: '190' },
        { id: '6', one: 'ROMGOV', other: 'WSB' },
        { id: '7', one: 'PAK', other: 'PAKGOV' },
        { id: '8', one: 'PSE', group1: 'PSE', other: 'ISR' },
      ),
    );
    const parts = async (id: string) => {
      const { title, codings, participants, relations } = await eventOf(`ev:gdelt:${id}`);
      return {
        title,
        source: codings[0].source,
        first: participants[0],
        count: participants.length,
        relations,
      };
    };
    expect(await parts('1')).toMatchObject({
      title: 'Pakistan (media) → China: Praise or endorse',
      source: null,
      first: { capacity: 'media' },
      relations: [],
    });
    expect(await parts('2')).toMatchObject({
      title: 'United States (company) → China: Praise or endorse',
      source: null,
    });
    expect(await parts('3')).toMatchObject({ source: { iso3: 'PAK' }, relations: [{ id: 'CHN-PAK' }] });
    expect(await parts('4')).toMatchObject({
      title: 'European Union → China: Praise or endorse',
      source: { id: 'grouping:eu' },
    });
    expect(await parts('5')).toMatchObject({ source: { id: 'nsa:taliban' }, relations: [] });
    expect(await parts('6')).toMatchObject({
      title: 'Romania → Palestinian Territories: Praise or endorse',
      relations: [{ id: 'PSE-ROU' }],
    });
    expect(await parts('7')).toMatchObject({ count: 1, relations: [] });
    expect(await parts('8')).toMatchObject({ source: { iso3: 'PSE' } });
  });

  it('reports what a spreadsheet damaged, and what has no source, with line and reason', async () => {
    const { report, left } = await runImport(
      'gdelt',
      raw(
        { id: '1', code: '12' },
        { id: '9.5E+08' },
        { id: '3', day: '2.025E+07' },
        { id: '4', day: '20250230' },
        { id: '5', code: '---' },
        { id: '6', code: '999' },
        { id: '7', url: '' },
        { id: '8', url: 'nowhere' },
        { id: '10' },
        { id: '10', code: '112' },
      ),
    );
    expect(left.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'damaged code, spreadsheet?'],
      [2, 'damaged id, spreadsheet?'],
      [3, 'not a day'],
      [4, 'not a day'],
      [5, 'not classified'],
      [6, 'unknown CAMEO code'],
      [7, 'no source address'],
      [8, 'no web address'],
      [10, 'a record of this id came before'],
    ]);
    expect(report).toEqual({ read: 10, created: 1, updated: 0, unchanged: 0, rejected: 9 });
  });

  it('reads every layout by its first lines; ragged lines are left out', async () => {
    const daily =
      'Global_Event_ID,Day,Actor_1_Country_Code,Actor_1_Country_ABBR,Actor_1_Known_Group_Code,Actor_2_Country_Code,Actor_2_Country_ABBR,Actor_2_Know_Group_Code,Event_Code,Event_Base_Code,Source_URL,Mention_Type,ST_PR_CNTRY,Country,Lat_Extra,Long_Extra';
    const named =
      'GLOBALEVENTID,SQLDATE,Actor1Code,Actor1CountryCode,Actor2Code,Actor2CountryCode,EventCode,SOURCEURL,ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_Lat,ActionGeo_Long';
    const { report, left } = await runImport('gdelt', {
      'a.tsv': rawLine({ id: '1' }) + 'too\tfew\n' + rawLine({ id: '2' }, 58),
      'b.csv': `${daily}\n3,20201113,CHN,CHN,,IGOSEAASN,SEA,,042,42,HTTPS://Www.Example.org/B,1,"Helmand, Helmand, Afghanistan",AF,,42.0\n`,
      'c.csv': `${named}\n4,20251201,PAK,PAK,CHN,CHN,010,${address},4,"Bonn, Germany",GM,50.7,7.1\n`,
      'd.tsv': rawLine({ id: '5', place: ['1', 'Australia', 'AS', '-25', '135'] }, 58),
      'e.tsv': rawLine({ id: '6' }, 57),
    });
    expect(report).toMatchObject({ read: 7, created: 4, rejected: 3 });
    expect(left.map(({ reason }) => reason)).toEqual([
      'wrong number of columns',
      'wrong number of columns',
      'no source address',
    ]);
    const { location, kind, codings, title, citations } = await eventOf('ev:gdelt:3');
    expect({ location, kind, code: codings[0].cameo.code, title, url: citations[0].source.url }).toEqual({
      location: {
        name: 'Helmand, Helmand, Afghanistan',
        precision: 'country',
        point: null,
        country: { iso3: 'AFG' },
      },
      kind: 'VISIT',
      code: '042',
      title: 'China → ASEAN: Make a visit',
      url: 'https://www.example.org/B',
    });
    expect((await eventOf('ev:gdelt:4')).location.country).toEqual({ iso3: 'DEU' });
    expect((await eventOf('ev:gdelt:5')).location.country).toEqual({ iso3: 'AUS' });
    await expect(runImport('gdelt', { 'x.csv': 'a,b\n1,2\n' })).rejects.toThrow(
      'x.csv: not a file of GDELT events',
    );
  });

  it('twice changes nothing, changed rows are updated, and the data version changes with the files', async () => {
    const rows = [{ id: '1' }, { id: '2', code: '190', other: 'IND' }];
    const before = await readDataVersion(world.database);
    await runImport('gdelt', raw(...rows));
    const version = await readDataVersion(world.database);
    expect(version).not.toBe(before);
    expect((await runImport('gdelt', raw(...rows))).report).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
    expect(await readDataVersion(world.database)).toBe(version);
    const changed = await runImport('gdelt', raw(rows[0]!, { id: '2', one: 'PAK', other: '', code: '190' }));
    expect(changed.report).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    const { rows: countries } = {
      rows: await world.database.rows(
        sql`select unnest(countries) as iso3 from event where id = 'ev:gdelt:2'`,
      ),
    };
    expect(countries).toEqual([{ iso3: 'PAK' }]);
  });
});

const visit = (
  id: string,
  from: [slug: string, label: string],
  over: Partial<Record<'starts' | 'ends' | 'visitor', string>> = {},
) => `
  <visit><id>${id}</id><start-date>${over.starts ?? '1961-07-11'}</start-date><end-date>${over.ends ?? '1961-07-13'}</end-date>
  <visitor>${over.visitor ?? 'President\n     Ayub Khan'}</visitor><from id="${from[0]}">${from[1]}</from><description>State visit.</description></visit>`;
const visits = (...some: string[]) => ({
  'visits/1960.xml.gz': `<?xml version="1.0"?>\n<visits>${some.join('')}</visits>`,
});

describe('the Office of the Historian', () => {
  it('gives a visit in our words, coded both ways', async () => {
    const { report } = await runImport('histstate-visits', visits(visit('900001', ['pakistan', 'Pakistan'])));
    expect(report).toMatchObject({ created: 1, rejected: 0 });
    expect(await eventOf('ev:histstate:visit:900001')).toMatchObject({
      kind: 'VISIT',
      title: 'President Ayub Khan of Pakistan visits the United States',
      when: '1961-07-11/1961-07-13',
      standing: 'OFFICIAL',
      summary: null,
      participants: [
        { role: 'ACTOR', capacity: 'President Ayub Khan', actor: { iso3: 'PAK' } },
        { role: 'HOST', actor: { iso3: 'USA' } },
      ],
      codings: [
        { cameo: { code: '042' }, source: { iso3: 'PAK' } },
        { cameo: { code: '043' }, source: { iso3: 'USA' } },
      ],
      citations: [{ locator: 'record 900001', source: { kind: 'DATASET' } }],
    });
  });

  it('keeps the Republic of China and states of the past from those of today', async () => {
    await runImport(
      'histstate-visits',
      visits(visit('900002', ['china', 'China, Republic of']), visit('900003', ['yugoslavia', 'Yugoslavia'])),
    );
    const { participants: ofTaiwan } = await eventOf('ev:histstate:visit:900002');
    expect(ofTaiwan[0]).toMatchObject({
      actor: { iso3: 'TWN' },
      capacity: 'President Ayub Khan, China, Republic of',
    });
    expect(await eventOf('ev:histstate:visit:900003')).toMatchObject({
      title: 'President Ayub Khan of Yugoslavia visits the United States',
      participants: [{ actor: null, capacity: 'President Ayub Khan, Yugoslavia' }, {}],
      relations: [],
    });
  });

  it('leaves out what has no day, with the line where it begins', async () => {
    const { report, left } = await runImport(
      'histstate-visits',
      visits(
        visit('900004', ['pakistan', 'Pakistan'], { starts: '1961' }),
        visit('900005', ['pakistan', 'Pakistan'], { ends: '1961-07-10' }),
        visit('x', ['pakistan', 'Pakistan']),
      ),
    );
    expect(report).toMatchObject({ read: 3, rejected: 3 });
    expect(left.map(({ reason }) => reason)).toEqual([
      'not a day',
      'it ends before it begins',
      'no record number',
    ]);
    expect(left[0]!.line).toBe(3);
  });

  it('never touches a compiled visit of the same record', async () => {
    const [known] = await world.database.rows<{ id: string; title: string }>(
      sql`select id, title from event where id like 'ev:histstate:visit:%' order by id limit 1`,
    );
    const record = known!.id.split(':').at(-1)!;
    const { report } = await runImport('histstate-visits', visits(visit(record, ['pakistan', 'Pakistan'])));
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect((await eventOf(known!.id)).title).toBe(known!.title);
  });

  it('puts a trip where it went first', async () => {
    const trip = `<trips><trip role="secretary" who="x"><id>900006</id><role>secretary</role><name>Henry A. Kissinger</name>
      <start-date>1971-07-09</start-date><end-date>1971-07-09</end-date><country id="china">China</country>
      <locale>Beijing, Shanghai</locale><remarks>Secret.</remarks></trip></trips>`;
    await runImport('histstate-travels', { 'travels/x.xml': trip });
    expect(await eventOf('ev:histstate:trip:900006')).toMatchObject({
      title: 'Secretary of State Henry A. Kissinger of the United States visits China',
      when: '1971-07-09',
      location: { name: 'Beijing', precision: 'city', country: { iso3: 'CHN' }, point: null },
      relations: [{ id: 'CHN-USA' }],
    });
  });
});

describe('UN votes', () => {
  const rollCalls = [
    '"rcid","session","importantvote","date"',
    '3,1,0,2018-01-02',
    '4,1,0,2018-05-06',
    '5,1,0,2019-05-06',
    '6,1,0,nonsense',
    '5,1,0,2019-01-01',
    '',
  ];
  const votes = ['"rcid","country","country_code","vote"'];
  const cast = (rcid: string, code: string, vote: string, name = code) =>
    votes.push(`${rcid},"${name}","${code}","${vote}"`);
  for (const rcid of ['3', '4', '5']) {
    cast(rcid, 'TV', 'yes');
    cast(rcid, 'NR', rcid === '4' ? 'abstain' : 'yes');
  }
  cast('3', 'YU', 'no');
  cast('3', '', 'yes', 'Zanzibar');
  cast('3', 'XX', 'yes');
  cast('99', 'TV', 'yes');
  cast('3', 'TV', 'no');
  cast('4', 'TO', 'maybe');
  const files = {
    'unvotes/un_roll_call_issues.csv': 'rcid\n3\n',
    'unvotes/un_votes.csv.gz': votes.join('\n'),
    'unvotes/un_roll_calls.csv.gz': rollCalls.join('\n'),
  };
  const agreement = async (id: string) =>
    (
      await world.ask(
        'BilateralRelation',
        { id },
        'votingAgreement { year sharedRollCalls sameVotes agreement }',
      )
    ).data._entities[0].votingAgreement;

  it('take the place of the compiled counts, twice without a change, and report what they leave out', async () => {
    expect(await agreement('CHN-PAK')).not.toEqual([]);
    const { report, left } = await runImport('unvotes', files);
    expect(report).toEqual({ read: 17, created: 10, updated: 0, unchanged: 0, rejected: 7 });
    expect(left.map(({ reason }) => reason)).toEqual([
      'not a day',
      'this roll call came before',
      'no country code',
      'unknown country code',
      'no such roll call',
      'a second vote in one roll call',
      'neither yes, no nor abstain',
    ]);
    expect(await agreement('NRU-TUV')).toEqual([
      { year: 2018, sharedRollCalls: 2, sameVotes: 1, agreement: 0.5 },
      { year: 2019, sharedRollCalls: 1, sameVotes: 1, agreement: 1 },
    ]);
    expect(await world.database.rows(sql`select holder from vote where vote = 'no'`)).toEqual([
      { holder: 'YUCS' },
    ]);
    expect((await runImport('unvotes', files)).report).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 10,
    });
    const changed = { ...files, 'unvotes/un_votes.csv.gz': votes.join('\n').replace('"abstain"', '"yes"') };
    expect((await runImport('unvotes', changed)).report).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 9,
    });
  });

  it('need both files', async () => {
    const without = { 'unvotes/un_roll_calls.csv.gz': rollCalls.join('\n') };
    await expect(runImport('unvotes', without)).rejects.toThrow('unvotes: no file un_votes');
  });
});
