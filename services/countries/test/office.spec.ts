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

const heads = (asOf: string) =>
  `{ country(code: "US") { officeTerms(role: HEAD_OF_STATE, asOf: "${asOf}") { person { name } ordinal validFrom } } }`;

describe('an office term', () => {
  test.each([
    ['2025-01-19', ['Joe Biden']],
    ['2025-01-21', ['Donald Trump']],
    ['2026-01-05', ['Donald Trump']],
    ['1963-11-21', ['John F. Kennedy']],
    ['1963-11-23', ['Lyndon B. Johnson']],
  ])('of a president holds on %s for %j', async (asOf, names) => {
    const { country } = await ask(heads(asOf));
    expect(country.officeTerms.map(({ person }: { person: { name: string } }) => person.name)).toEqual(names);
  });

  test('covers both its first and its last day', async () => {
    const { country } = await ask(heads('2025-01-20'));
    expect(country.officeTerms).toHaveLength(2);
  });

  test('with an uncertain date holds from the first day that date can mean to the last', async () => {
    const terms = (asOf: string) =>
      `{ partnershipTier(id: "tier:usa-mnna") { holders(asOf: "${asOf}") { validFrom relation { id } } } }`;
    const held = async (asOf: string) =>
      (await ask(terms(asOf))).partnershipTier.holders.some(
        ({ relation }: { relation: { id: string } }) => relation.id === 'AFG-USA',
      );
    expect(await held('2012-06-30')).toBe(false);
    expect(await held('2012-07-01')).toBe(true);
    expect(await held('2022-09-30')).toBe(true);
    expect(await held('2022-10-01')).toBe(false);
  });

  test('is listed with all others, earliest first, when no day is asked for', async () => {
    const { country } = await ask(
      '{ country(code: "USA") { officeTerms(role: HEAD_OF_STATE) { validFrom } } }',
    );
    const days = country.officeTerms.map(({ validFrom }: { validFrom: string }) => validFrom);
    expect(days.length).toBeGreaterThan(10);
    expect(days).toEqual([...days].sort());
  });

  test('can be asked by its holder', async () => {
    const { country } = await ask(
      '{ country(code: "USA") { officeTerms(holder: "person:donald-trump") { ordinal person { id } } } }',
    );
    expect(country.officeTerms.length).toBeGreaterThanOrEqual(2);
    for (const { person } of country.officeTerms) expect(person.id).toBe('person:donald-trump');
  });

  test('cites where it is written', async () => {
    const { person } = await ask(
      '{ person(name: "Zhou Enlai") { terms { role ordinal country { iso3 } validFrom validTo standing recordedAt citations { source { id title kind } } } } }',
    );
    const premier = person.terms.find(({ role }: { role: string }) => role === 'HEAD_OF_GOVERNMENT');
    expect(premier).toMatchObject({
      ordinal: 1,
      country: { iso3: 'CHN' },
      validFrom: '1949-10-01',
      validTo: '1976-01-08',
    });
    expect(premier.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(premier.citations[0].source.id).toMatch(/^source:/);
  });

  test('refuses a day of the year 0, which no calendar of the database has', async () => {
    const { errors } = await service.execute(heads('0000-01-01'));
    expect(errors?.[0]).toMatchObject({
      message: 'asOf: expected a day of the years 1 to 9999',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('a person', () => {
  test.each(['Wang Yi', 'wang yi', 'WANG  YI', '王毅'])('is found by the name or alias %j', async (name) => {
    expect(await ask(`{ person(name: ${JSON.stringify(name)}) { id nationality { iso3 } } }`)).toEqual({
      person: { id: 'person:wang-yi', nationality: { iso3: 'CHN' } },
    });
  });

  test('is named in the language asked for, with or without its script', async () => {
    const { person } = await ask(
      '{ person(id: "person:wang-yi") { name zh: name(lang: "zh-Hans-CN") fr: name(lang: "fr") } }',
    );
    expect(person).toEqual({ name: 'Wang Yi', zh: '王毅', fr: 'Wang Yi' });
  });

  test('is null when there is none', async () => {
    expect(
      await ask(
        '{ a: person(id: "person:nobody") { id } b: person(name: "Nobody") { id } c: person(name: "Wang") { id } }',
      ),
    ).toEqual({ a: null, b: null, c: null });
  });

  test.each(['', '(id: "person:wang-yi", name: "Wang Yi")', '(id: null)'])(
    'is asked for by exactly one argument, not %j',
    async (args) => {
      const { errors } = await service.execute(`{ person${args} { id } }`);
      expect(errors?.[0]).toMatchObject({
        message: 'id, name: expected exactly one of these',
        extensions: { code: 'BAD_USER_INPUT' },
      });
    },
  );

  test.each(['(id: "\\u0000")', '(name: "\\u0000")'])('refuses the NUL in %s', async (args) => {
    const { errors } = await service.execute(`{ person${args} { id } }`);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('a list of people', () => {
  test('can be asked by office, day and nationality', async () => {
    const { people } = await ask(
      '{ people(filter: { role: FOREIGN_MINISTER, asOf: "2026-01-04", nationality: "Pakistan" }) { totalCount nodes { name } } }',
    );
    expect(people).toEqual({ totalCount: 1, nodes: [{ name: 'Ishaq Dar' }] });
  });

  test.each(['Zhou En-lai', 'Zhou Enlia', 'chou enlai'])('finds who is meant by %s', async (text) => {
    const { people } = await ask(`{ people(filter: { text: "${text}" }) { nodes { id } } }`);
    expect(people.nodes).toEqual([{ id: 'person:zhou-enlai' }]);
  });

  test('tells why its text filter found an item', async () => {
    const { people } = await ask(
      '{ people(filter: { text: "enlai" }) { edges { node { id } matches { field fragments } } } }',
    );
    expect(people.edges[0]).toEqual({
      node: { id: 'person:zhou-enlai' },
      matches: expect.arrayContaining([{ field: 'name', fragments: ['Zhou «Enlai»'] }]),
    });
  });
});
