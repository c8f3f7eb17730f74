import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestService, type TestService } from '@corridor/testkit';
import { countries } from '../src/index.js';

let service: TestService;
beforeAll(async () => void (service = await openTestService(countries)));
afterAll(() => service.close());

const ask = async (query: string, variables?: Record<string, unknown>) => {
  const { data, errors } = await service.execute(query, variables);
  expect(errors).toBeUndefined();
  return data;
};

describe('a country', () => {
  const byCode = 'query ($code: ID!) { country(code: $code) { iso3 } }';

  test.each(['PAK', 'pak', 'PK', 'pk', '586', 'Pakistan', 'PAKISTAN', ' pakistan '])(
    'is found as %j',
    async (code) => {
      expect(await ask(byCode, { code })).toEqual({ country: { iso3: 'PAK' } });
    },
  );

  test.each([
    ['4', 'AFG'],
    ['004', 'AFG'],
    ['NA', 'NAM'],
    ['Ivory Coast', 'CIV'],
    ["COTE D'IVOIRE", 'CIV'],
    ['Côte d’Ivoire', 'CIV'],
    ['Burma', 'MMR'],
    ['Hong Kong', 'HKG'],
    ["korea, democratic people's republic of", 'PRK'],
  ])('%j means %s', async (code, iso3) => {
    expect(await ask(byCode, { code })).toEqual({ country: { iso3 } });
  });

  test.each(['', 'XKX', 'Atlantis', '999', 'China%', 'PAK\u0000', 'constructor', '__proto__'])(
    'is null for %j, which is none',
    async (code) => expect(await ask(byCode, { code })).toEqual({ country: null }),
  );

  test('has its codes, names, flag, region, capital, currencies and languages', async () => {
    const { country } = await ask(`{ country(code: "PK") {
      id iso2 isoNumeric m49 wikidataId name officialName flag region subregion capital currencies isSovereign } }`);
    expect(country).toEqual({
      id: 'PAK',
      iso2: 'PK',
      isoNumeric: '586',
      m49: '586',
      wikidataId: 'Q843',
      name: 'Pakistan',
      officialName: 'Pakistan',
      flag: '🇵🇰',
      region: 'Asia',
      subregion: 'Southern Asia',
      capital: 'Islamabad',
      currencies: ['PKR'],
      isSovereign: true,
    });
  });

  test('is named in the language asked for, and in English where CLDR does not know the language', async () => {
    const { country } = await ask(`{ country(code: "CN") {
      en: name zh: name(lang: "zh") ur: name(lang: "ur-PK") tlh: name(lang: "tlh") } }`);
    expect(country).toEqual({ en: 'China', zh: '中国', ur: 'چین', tlh: 'China' });
  });

  test('whose status is in contention is called neither sovereign nor dependent, and says what its source says', async () => {
    const { countries: list } = await ask(
      '{ countries(filter: { codes: ["TWN", "PSE", "ESH", "HKG"] }) { nodes { iso3 isSovereign statusNote } } }',
    );
    expect(list.nodes.map((node: { isSovereign: boolean | null }) => node.isSovereign)).toEqual([
      null,
      false,
      null,
      null,
    ]);
    for (const { statusNote } of list.nodes) expect(statusNote).toMatch(/\w{5}/);
  });

  test('has an area and a centre measured on the 1:50m map', async () => {
    const { country } = await ask('{ country(code: "PAK") { areaKm2 centroid } }');
    expect(country.areaKm2).toBeGreaterThan(780_000);
    expect(country.areaKm2).toBeLessThan(900_000);
    expect(country.centroid).toEqual({
      type: 'Point',
      coordinates: [expect.any(Number), expect.any(Number)],
    });
    const [longitude, latitude] = country.centroid.coordinates;
    expect([Math.round(longitude), Math.round(latitude)]).toEqual([69, 30]);
  });

  test('are 249, all of ISO 3166-1', async () => {
    expect((await ask('{ countries(first: 1) { totalCount totalIsExact } }')).countries).toEqual({
      totalCount: 249,
      totalIsExact: true,
    });
  });
});

describe('a list of countries', () => {
  const codesOf = async (filter: string) =>
    (await ask(`{ countries(first: 100, filter: ${filter}) { nodes { iso3 } } }`)).countries.nodes.map(
      ({ iso3 }: { iso3: string }) => iso3,
    );

  test('can be asked by codes of any form', async () => {
    expect(await codesOf('{ codes: ["us", "156", "Pakistan"] }')).toEqual(['CHN', 'PAK', 'USA']);
  });

  test('can be asked by region or sub-region, in any case', async () => {
    expect(await codesOf('{ region: "southern asia" }')).toEqual([
      'AFG',
      'BGD',
      'BTN',
      'IND',
      'IRN',
      'LKA',
      'MDV',
      'NPL',
      'PAK',
    ]);
    expect((await codesOf('{ region: "Asia" }')).length).toBeGreaterThan(45);
  });

  test('can be asked by membership', async () => {
    expect(await codesOf('{ memberOf: "grouping:saarc" }')).toEqual([
      'AFG',
      'BGD',
      'BTN',
      'IND',
      'LKA',
      'MDV',
      'NPL',
      'PAK',
    ]);
  });

  test('can be asked by a border', async () => {
    expect(await codesOf('{ borders: "Pakistan" }')).toEqual(['AFG', 'CHN', 'IND', 'IRN']);
  });

  test('can be asked by conditions that add up', async () => {
    expect(await codesOf('{ borders: "CHN", memberOf: "grouping:saarc", text: "stan" }')).toEqual([
      'PAK',
      'AFG',
    ]);
  });

  test('tells why its text filter found an item, whatever case and accents', async () => {
    const { countries: list } = await ask(
      '{ countries(filter: { text: "COTE D" }) { edges { node { iso3 } matches { field fragments } } } }',
    );
    expect(list.edges).toHaveLength(1);
    expect(list.edges[0].matches).toContainEqual({ field: 'name', fragments: ['«Côte d»’Ivoire'] });
  });

  test('takes the wildcards of SQL literally', async () => {
    for (const text of ['%', '_', '\\'])
      expect(await codesOf(JSON.stringify({ text }).replace('"text"', 'text'))).toEqual([]);
  });

  test.each([
    ['{ codes: ["PAK", "Atlantis"] }', 'filter.codes: no country has the code or name "Atlantis"'],
    ['{ borders: "XX" }', 'filter.borders: no country has the code or name "XX"'],
    ['{ text: "a\\u0000" }', 'filter.text: a NUL character cannot be used'],
    ['{ memberOf: "\\u0000" }', 'filter.memberOf: a NUL character cannot be used'],
  ])('refuses the filter %s, naming the argument', async (filter, message) => {
    const { errors } = await service.execute(`{ countries(filter: ${filter}) { nodes { iso3 } } }`);
    expect(errors).toEqual([
      expect.objectContaining({ message, extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
    ]);
  });
});

describe('paging', () => {
  const page =
    'query ($first: Int, $after: String) { countries(first: $first, after: $after) { nodes { iso3 } pageInfo { hasNextPage hasPreviousPage endCursor } } }';

  test('reaches every country once, in order, through the cursors', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 1; ; pages += 1) {
      const { countries: list } = await ask(page, { first: 100, after });
      seen.push(...list.nodes.map(({ iso3 }: { iso3: string }) => iso3));
      expect(list.pageInfo.hasPreviousPage).toBe(pages > 1);
      after = list.pageInfo.endCursor;
      if (!list.pageInfo.hasNextPage) break;
    }
    expect(seen).toHaveLength(249);
    expect(seen).toEqual([...new Set(seen)].sort());
  });

  test.each([
    [{ first: 1000 }, 'first: expected 1 to 100, got 1000'],
    [{ first: 0 }, 'first: expected 1 to 100, got 0'],
    [{ after: 'nonsense' }, 'after: not a cursor of this list in this order'],
    [
      { after: Buffer.from('["ID:ASC","AFG"]').toString('base64url') },
      'after: not a cursor of this list in this order',
    ],
    [
      { after: Buffer.from('["ISO3:ASC",7]').toString('base64url') },
      'after: not a cursor of this list in this order',
    ],
  ])('refuses %j', async (variables, message) => {
    const { errors } = await service.execute(page, variables);
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('of a relation list goes on behind its cursor too', async () => {
    const relations = `query ($after: String) { country(code: "CHN") { relations(first: 3, after: $after) {
      nodes { id } pageInfo { endCursor } } } }`;
    const first = (await ask(relations)).country.relations;
    const second = (await ask(relations, { after: first.pageInfo.endCursor })).country.relations;
    expect(first.nodes).toHaveLength(3);
    expect(second.nodes[0].id > first.nodes[2].id).toBe(true);
  });
});
