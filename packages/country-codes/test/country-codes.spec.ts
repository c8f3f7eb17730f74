import { describe, expect, it } from '@jest/globals';
import {
  countryName,
  findFormerState,
  findIso3,
  isIso3,
  isRelationId,
  readCountry,
  relationId,
} from '../src/index.js';

describe('a country code', () => {
  it('is found in each of its forms', () => {
    for (const code of ['PK', 'pak', '586', ' PAK ']) expect(findIso3(code)).toBe('PAK');
    expect(findIso3('4')).toBe('AFG');
    for (const code of ['', 'P', 'XX', 'Pakistan', '999', 'PAK\0', 'constructor'])
      expect(findIso3(code)).toBeUndefined();
    expect([isIso3('PAK'), isIso3('pak'), isIso3('PK')]).toEqual([true, false, false]);
  });

  it('that is none is refused, naming the argument', () => {
    expect(readCountry('filter.dyad', 'pk')).toBe('PAK');
    expect(() => readCountry('filter.dyad', 'Atlantis')).toThrow(
      'filter.dyad: no country has the code "Atlantis"',
    );
  });

  it('of a former state is found by its former alpha-2 code', () => {
    expect(findFormerState('YU')).toBe('YUCS');
    expect(findFormerState('PK')).toBeUndefined();
  });
});

describe('a country', () => {
  it('has a name in every language, English where the language is unknown', () => {
    expect(countryName('GBR')).toBe('United Kingdom');
    expect(countryName('CHN', 'zh')).toBe('中国');
    expect(countryName('CHN', 'qaa')).toBe('China');
    expect(countryName('YUCS')).toBe('YUCS');
  });
});

describe('a relation', () => {
  it('has the sorted codes of two countries as its id', () => {
    expect(relationId('USA', 'PAK')).toBe('PAK-USA');
    expect(isRelationId('PAK-USA')).toBe(true);
    for (const id of ['USA-PAK', 'PAK-PAK', 'PAK-XXX', 'PAK', 'AFG-PAK-USA', ''])
      expect(isRelationId(id)).toBe(false);
  });
});
