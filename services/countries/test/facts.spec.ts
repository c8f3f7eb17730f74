import { describe, expect, test } from '@jest/globals';
import { compiled, FactError, openSources } from '@corridor/facts';
import { readBorders } from '../src/facts/borders.js';
import { sourceFiles } from '../src/facts/files.js';
import { readMemberships } from '../src/facts/groupings.js';
import { readIndicators } from '../src/facts/indicators.js';
import { readPartnerships } from '../src/facts/partnerships.js';
import { readOfficeTerms } from '../src/facts/people.js';
import { factColumns, type Reading } from '../src/facts/reading.js';
import { listReferences } from '../src/index.js';
import { fold, markMatch } from '../src/text-fold.js';

const reading: Reading = { sources: openSources(sourceFiles(), compiled), checkCountry: (iso3) => iso3 };

describe('a fact file', () => {
  test('of terms that names a person nobody defines is refused at its line', () => {
    expect(() => readOfficeTerms(reading, [])).toThrow(
      /office-terms\.json:\d+: person: nothing has the id person:/,
    );
  });

  test('of memberships, partnerships and borders is checked the same way', () => {
    expect(() => readMemberships(reading, [])).toThrow(
      /memberships\.json:\d+: grouping: nothing has the id grouping:/,
    );
    expect(() => readPartnerships(reading, [])).toThrow(
      /partnerships\.json:\d+: tier: nothing has the id tier:/,
    );
    expect(() => readBorders(reading, new Map())).toThrow(
      /border-exceptions\.json:\d+: pair: the shapes have no such border/,
    );
  });

  test('that names a country ISO 3166 does not have is refused at its line', () => {
    const strict: Reading = {
      ...reading,
      checkCountry: (_, record, at) => {
        throw record.error(`${at}: no country`);
      },
    };
    expect(() =>
      readMemberships(strict, [{ id: 'grouping:un', name: 'UN', acronym: null, dataSet: compiled }]),
    ).toThrow(/memberships\.json:\d+: country: no country/);
  });

  test('whose series cite a source that no file defines is refused', () => {
    const bare: Reading = { ...reading, sources: { rows: [], idOf: () => undefined } };
    expect(() => readIndicators(bare)).toThrow(/indicators\.json:\d+: source: no source has the key/);
  });

  test('whose fact ends before it begins is refused', () => {
    const record = { error: (problem: string) => new FactError('terms.json', 7, problem) };
    const fact = { standing: 'OFFICIAL', citations: [], validFrom: '2020', validTo: '2019-12' };
    expect(() => factColumns(reading, fact, record)).toThrow('terms.json:7: validTo: before validFrom');
    expect(factColumns(reading, { ...fact, validTo: '2020-03~' }, record)).toMatchObject({
      validFromOn: '2020-01-01',
      validToOn: '2020-03-31',
    });
  });
});

describe('the ids for other services', () => {
  test('are those of countries, people, groupings, tiers and doctrines', () => {
    const { defines, refers } = listReferences();
    expect(defines).toEqual(
      expect.arrayContaining([
        'country:PAK',
        'person:wang-yi',
        'grouping:sco',
        'tier:chn-all-weather',
        'doctrine:chn-neighbourhood',
      ]),
    );
    expect(new Set(defines).size).toBe(defines.length);
    expect(refers).toEqual([]);
  });
});

describe('folded text', () => {
  test('has neither case nor accents nor runs of white space', () => {
    expect(fold('  CÔTE   d’Ivoire ')).toBe('cote d’ivoire');
    expect(fold('王毅')).toBe('王毅');
  });

  test('is marked where it stands in the text it was folded from', () => {
    expect(markMatch('São Tomé & Príncipe', 'tome')).toBe('São «Tomé» & Príncipe');
    expect(markMatch('Türkiye', 'turki')).toBe('«Türki»ye');
    expect(markMatch('China', 'pak')).toBeUndefined();
  });
});
