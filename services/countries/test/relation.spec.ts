import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestService, type TestService } from '@corridor/testkit';
import { countries } from '../src/index.js';

let service: TestService;
beforeAll(async () => void (service = await openTestService(countries)));
afterAll(() => service.close());

const ask = async (query: string) => {
  const { data, errors } = await service.execute(query);
  expect(errors).toBeUndefined();
  return data;
};

describe('a bilateral relation', () => {
  test.each([
    ['CHN', 'PAK'],
    ['PAK', 'CHN'],
    ['Pakistan', 'cn'],
    ['586', '156'],
  ])('of %s and %s has the sorted pair for its id', async (a, b) => {
    const { bilateralRelation } = await ask(
      `{ bilateralRelation(a: "${a}", b: "${b}") { id a { iso3 } b { iso3 } diplomaticRelationsSince } }`,
    );
    expect(bilateralRelation).toEqual({
      id: 'CHN-PAK',
      a: { iso3: 'CHN' },
      b: { iso3: 'PAK' },
      diplomaticRelationsSince: '1951-05-21',
    });
  });

  test('answers for any two countries, also where nothing is recorded', async () => {
    const { bilateralRelation } = await ask(`{ bilateralRelation(a: "NRU", b: "AND") {
      id diplomaticRelationsSince sharedBorder { lengthKm } partnership { label } partnerships { label }
      sharedMemberships { acronym } } }`);
    expect(bilateralRelation).toMatchObject({
      id: 'AND-NRU',
      diplomaticRelationsSince: null,
      sharedBorder: null,
      partnership: null,
      partnerships: [],
    });
    expect(bilateralRelation.sharedMemberships).toContainEqual({ acronym: 'UN' });
  });

  test('is null for one country twice and for an unknown one', async () => {
    const data = await ask(
      `{ same: bilateralRelation(a: "PAK", b: "pk") { id } unknown: bilateralRelation(a: "PAK", b: "XX") { id } }`,
    );
    expect(data).toEqual({ same: null, unknown: null });
  });

  test('has the other country for counterpart, whichever way one is named', async () => {
    const { bilateralRelation } = await ask(`{ bilateralRelation(a: "CHN", b: "PAK") {
      one: counterpart(of: "China") { iso3 } other: counterpart(of: "pk") { iso3 } } }`);
    expect(bilateralRelation).toEqual({ one: { iso3: 'PAK' }, other: { iso3: 'CHN' } });
  });

  test.each(['USA', 'Atlantis'])('refuses to name the counterpart of %s, which is neither', async (of) => {
    const { errors } = await service.execute(
      `{ bilateralRelation(a: "CHN", b: "PAK") { counterpart(of: "${of}") { iso3 } } }`,
    );
    expect(errors?.[0]).toMatchObject({
      message: 'of: expected one of the two countries, CHN or PAK',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('knows the groupings both belong to on a day', async () => {
    const shared = async (asOf: string) =>
      (
        await ask(
          `{ bilateralRelation(a: "CHN", b: "PAK") { sharedMemberships(asOf: "${asOf}") { acronym } } }`,
        )
      ).bilateralRelation.sharedMemberships.map(({ acronym }: { acronym: string }) => acronym);
    expect(await shared('2026-01-05')).toContain('SCO');
    expect(await shared('2017-06-01')).not.toContain('SCO');
    expect(await shared('2017-06-01')).toContain('UN');
  });
});

describe('a partnership', () => {
  test.each([
    ['2015-04-19', 'Strategic Partnership of Cooperation'],
    ['2015-04-20', 'All-weather Strategic Cooperative Partnership'],
    ['2026-01-05', 'All-weather Strategic Cooperative Partnership'],
  ])('of China and Pakistan on %s is the "%s"', async (asOf, label) => {
    const { bilateralRelation } = await ask(
      `{ bilateralRelation(a: "CHN", b: "PAK") { partnership(asOf: "${asOf}") { label tier { issuer { iso3 } } } } }`,
    );
    expect(bilateralRelation.partnership).toEqual({ label, tier: { issuer: { iso3: 'CHN' } } });
  });

  test('is null on a day before any', async () => {
    const { bilateralRelation } = await ask(
      '{ bilateralRelation(a: "CHN", b: "PAK") { partnership(asOf: "1951-05-21") { label } partnerships { validFrom } } }',
    );
    expect(bilateralRelation.partnership).toBeNull();
    expect(bilateralRelation.partnerships.length).toBeGreaterThanOrEqual(2);
  });

  test('of the closest tier is held by a small group that a day changes', async () => {
    const holders = async (asOf: string) =>
      (
        await ask(
          `{ partnershipTier(id: "tier:chn-all-weather") { rank holders(asOf: "${asOf}") { relation { id } } } }`,
        )
      ).partnershipTier.holders.map(({ relation }: { relation: { id: string } }) => relation.id);
    expect(await holders('2022-09-14')).toEqual(['CHN-PAK']);
    expect(await holders('2022-09-15')).toEqual(['CHN-PAK', 'BLR-CHN']);
    expect((await holders('2026-01-05')).length).toBeLessThanOrEqual(12);
  });
});

describe('a list of relations', () => {
  const idsOf = async (filter: string) =>
    (await ask(`{ bilateralRelations(first: 100, filter: ${filter}) { nodes { id } totalCount } }`))
      .bilateralRelations;

  test('by tier rank finds the pairs whose partnership of the day is of that rank', async () => {
    const { bilateralRelations } = await ask(
      '{ bilateralRelations(filter: { with: ["China"], tierRankAtMost: 1 }) { totalCount nodes { id partnership { tier { rank } } } } }',
    );
    expect(bilateralRelations.nodes).toHaveLength(bilateralRelations.totalCount);
    expect(bilateralRelations.nodes.map(({ id }: { id: string }) => id)).toContain('CHN-PAK');
    for (const { partnership } of bilateralRelations.nodes) expect(partnership.tier.rank).toBe(1);
  });

  test('by tier finds those that hold it on the day asked for', async () => {
    const on = (asOf: string) => idsOf(`{ tier: "tier:chn-all-weather", asOf: "${asOf}" }`);
    expect(await on('2014-01-01')).toEqual({ nodes: [], totalCount: 0 });
    expect(await on('2016-01-01')).toEqual({ nodes: [{ id: 'CHN-PAK' }], totalCount: 1 });
  });

  test('of a country counts and filters by the other country', async () => {
    const { country } = await ask(`{ country(code: "PAK") {
      all: relations(first: 1) { totalCount nodes { id } }
      some: relations(filter: { with: ["CHN", "US", "PAK"] }) { totalCount nodes { id counterpart(of: "PAK") { iso3 } } } } }`);
    expect(country.all.totalCount).toBeGreaterThan(4);
    expect(country.some).toEqual({
      totalCount: 2,
      nodes: [
        { id: 'CHN-PAK', counterpart: { iso3: 'CHN' } },
        { id: 'PAK-USA', counterpart: { iso3: 'USA' } },
      ],
    });
  });

  test('refuses a country that is none, naming the argument', async () => {
    const { errors } = await service.execute(
      '{ bilateralRelations(filter: { with: ["Atlantis"] }) { totalCount } }',
    );
    expect(errors?.[0]).toMatchObject({ message: 'filter.with: no country has the code or name "Atlantis"' });
  });
});
