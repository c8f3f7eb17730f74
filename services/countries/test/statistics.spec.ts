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

describe('a series', () => {
  test('has the years asked for, earliest first, as decimal text', async () => {
    const { country } = await ask(
      '{ country(code: "PK") { indicator(code: "SP.POP.TOTL", from: 2010, to: 2012) { unit points { year value } } } }',
    );
    expect(country.indicator.unit).toBe('persons');
    expect(country.indicator.points.map(({ year }: { year: number }) => year)).toEqual([2010, 2011, 2012]);
    for (const { value } of country.indicator.points) expect(value).toMatch(/^\d{9}$/);
  });

  test('is null when its code is unknown, and empty for a country without observations', async () => {
    const { country } = await ask(
      '{ country(code: "ATA") { none: indicator(code: "NO.SUCH") { code } empty: indicator(code: "SP.POP.TOTL") { points { year } } } }',
    );
    expect(country).toEqual({ none: null, empty: { points: [] } });
  });

  test('is given in the edition that is loaded and in no other', async () => {
    const series = (args: string) =>
      `{ country(code: "PK") { indicator(code: "SP.POP.TOTL", ${args}) { lastUpdated } } }`;
    const { lastUpdated } = (await ask(series('from: 2020'))).country.indicator;
    expect((await ask(series(`vintage: "${lastUpdated}"`))).country.indicator.lastUpdated).toBe(lastUpdated);
    const { errors } = await service.execute(series('vintage: "2019-12-31"'));
    expect(errors?.[0]).toMatchObject({
      message: `vintage: only the edition of ${lastUpdated} is loaded`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('takes years that no calendar has for what they are: years without observations', async () => {
    const { country } = await ask(
      '{ country(code: "PK") { indicator(code: "SP.POP.TOTL", from: 1000000) { points { year } } } }',
    );
    expect(country.indicator.points).toEqual([]);
  });

  test('gives each observation its year as validity and its series’ source as citation', async () => {
    const { country } =
      await ask(`{ country(code: "CHN") { indicator(code: "NY.GDP.MKTP.CD", from: 2020, to: 2020) {
      source { id } points { standing validFrom validTo estimated citations { locator source { id publisher } } } } } }`);
    const { source, points } = country.indicator;
    expect(points).toEqual([
      {
        standing: 'REPORTED',
        validFrom: '2020',
        validTo: '2020',
        estimated: null,
        citations: [
          { locator: 'NY.GDP.MKTP.CD, CHN, 2020', source: { id: source.id, publisher: 'World Bank' } },
        ],
      },
    ]);
  });
});

describe('the latest observations', () => {
  test('are the newest of each series, in the order asked, without series that have none', async () => {
    const { country } = await ask(
      '{ country(code: "PK") { latest(codes: ["NY.GDP.MKTP.CD", "NO.SUCH", "SP.POP.TOTL"]) { code year } population: indicator(code: "SP.POP.TOTL") { points { year } } } }',
    );
    expect(country.latest.map(({ code }: { code: string }) => code)).toEqual([
      'NY.GDP.MKTP.CD',
      'SP.POP.TOTL',
    ]);
    expect(country.latest[1].year).toBe(country.population.points.at(-1).year);
  });

  test('are refused for more than 50 series', async () => {
    const codes = JSON.stringify(Array.from({ length: 51 }, (_, index) => `S${index}`));
    const { errors } = await service.execute(`{ country(code: "PK") { latest(codes: ${codes}) { code } } }`);
    expect(errors?.[0]).toMatchObject({ message: 'codes: expected at most 50, got 51' });
  });
});
