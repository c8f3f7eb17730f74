import { describe, expect, test } from '@jest/globals';
import { openSources } from '@corridor/facts';
import { readBorders } from '../src/facts/borders.js';
import { datedColumns } from '../src/facts/dated-columns.js';
import { files } from '../src/facts/files.js';
import { readMemberships } from '../src/facts/groupings.js';
import { readIndicators } from '../src/facts/indicators.js';
import { readPartnerships } from '../src/facts/partnerships.js';
import { readOfficeTerms } from '../src/facts/people.js';
import { listReferences } from '../src/index.js';

const sources = files.readSources();

describe('a fact file', () => {
  test('of terms that names a person nobody defines is refused at its line', () => {
    expect(() => readOfficeTerms(sources, [])).toThrow(
      /office-terms\.json:\d+: person: nothing has the id person:/,
    );
  });

  test('of memberships, partnerships and borders is checked the same way', () => {
    expect(() => readMemberships(sources, [])).toThrow(
      /memberships\.json:\d+: grouping: nothing has the id grouping:/,
    );
    expect(() => readPartnerships(sources, [])).toThrow(
      /partnerships\.json:\d+: tier: nothing has the id tier:/,
    );
    expect(() => readBorders(sources, new Map())).toThrow(
      /border-exceptions\.json:\d+: pair: the shapes have no such border/,
    );
  });

  test('whose series cite a source that no file defines is refused', () => {
    expect(() => readIndicators(openSources([]))).toThrow(
      /indicators\.json:\d+: source: no source has the key/,
    );
  });

  test('has the days that its facts may hold as columns', () => {
    const fact = { standing: 'OFFICIAL', citations: [], validFrom: '2020', validTo: '2020-03~' };
    expect(datedColumns(sources, fact)).toMatchObject({
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
