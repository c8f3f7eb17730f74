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

describe('a land border', () => {
  test.each([
    ['AFG', 'PAK', 2053],
    ['AFG', 'CHN', 74],
    ['CHN', 'PAK', 318],
  ])('of %s and %s is about %i km at 1:50m, from either side', async (one, other, lengthKm) => {
    const { from, back } = await ask(`{
      from: country(code: "${one}") { bordersWith(code: "${other}") { lengthKm } }
      back: country(code: "${other}") { bordersWith(code: "${one}") { lengthKm } } }`);
    expect(Math.floor(from.bordersWith.lengthKm)).toBe(lengthKm);
    expect(back).toEqual(from);
  });

  test('names the other country in any form, and is null where there is none', async () => {
    const { country } = await ask(`{ country(code: "CHN") {
      iso2: bordersWith(code: "pk") { disputed } numeric: bordersWith(code: "586") { disputed }
      name: bordersWith(code: "Pakistan") { disputed }
      far: bordersWith(code: "USA") { disputed } self: bordersWith(code: "CHN") { disputed }
      none: bordersWith(code: "Atlantis") { disputed } } }`);
    const found = { disputed: true };
    expect(country).toEqual({ iso2: found, numeric: found, name: found, far: null, self: null, none: null });
  });

  test('cites the scale of the map that its length was measured on', async () => {
    const { country } = await ask(
      '{ country(code: "IRN") { bordersWith(code: "PAK") { standing citations { locator source { title } } } } }',
    );
    expect(country.bordersWith.citations[0].locator).toMatch('1:50m');
    expect(country.bordersWith.citations[0].source.title).toMatch('Natural Earth');
  });

  test('whose course is disputed says so, with a note and no verdict', async () => {
    const { bilateralRelation } = await ask(
      '{ bilateralRelation(a: "PAK", b: "CHN") { sharedBorder { disputed note countries { iso3 } } } }',
    );
    expect(bilateralRelation.sharedBorder).toMatchObject({
      disputed: true,
      note: expect.stringContaining('India'),
      countries: [{ iso3: 'CHN' }, { iso3: 'PAK' }],
    });
  });

  test('that the map does not show can be written down with its length', async () => {
    const { country } = await ask(
      '{ country(code: "GIB") { borders { lengthKm countries { iso3 } citations { locator } } } }',
    );
    expect(country.borders).toHaveLength(1);
    expect(country.borders[0]).toMatchObject({
      lengthKm: 1.2,
      countries: [{ iso3: 'ESP' }, { iso3: 'GIB' }],
    });
    expect(country.borders[0].citations[0].locator ?? '').not.toMatch('1:50m');
  });

  test('with China is shared by fourteen countries, none of them a shape without a country, Hong Kong or Macao', async () => {
    const { country } = await ask('{ country(code: "CHN") { borders { countries { iso3 } } } }');
    const neighbours = country.borders
      .flatMap((border: { countries: { iso3: string }[] }) => border.countries.map(({ iso3 }) => iso3))
      .filter((iso3: string) => iso3 !== 'CHN')
      .sort();
    expect(neighbours).toEqual([
      'AFG',
      'BTN',
      'IND',
      'KAZ',
      'KGZ',
      'LAO',
      'MMR',
      'MNG',
      'NPL',
      'PAK',
      'PRK',
      'RUS',
      'TJK',
      'VNM',
    ]);
  });
});

describe('a doctrine about neighbours', () => {
  test('has the sovereign states at its holder’s land borders for its scope', async () => {
    const { doctrine } = await ask(
      '{ doctrine(id: "doctrine:chn-neighbourhood") { holder { iso3 } scope { iso3 isSovereign } } }',
    );
    expect(doctrine.holder.iso3).toBe('CHN');
    expect(doctrine.scope).toHaveLength(14);
    expect(doctrine.scope.every(({ isSovereign }: { isSovereign: boolean }) => isSovereign)).toBe(true);
  });

  test('is found with the country that proclaimed it', async () => {
    const { country } = await ask('{ country(code: "CHN") { doctrines { id } } }');
    expect(country.doctrines).toContainEqual({ id: 'doctrine:chn-neighbourhood' });
  });

  test('that lists its countries has those', async () => {
    const { doctrine } = await ask(
      '{ doctrine(id: "doctrine:usa-af-pak") { scope { iso3 } validTo } unknown: doctrine(id: "doctrine:none") { id } }',
    );
    expect(doctrine).toEqual({ scope: [{ iso3: 'AFG' }, { iso3: 'PAK' }], validTo: '2017-08' });
  });
});
