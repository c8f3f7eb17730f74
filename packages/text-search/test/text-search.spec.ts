import { describe, expect, it } from '@jest/globals';
import { findMatches, fold, foldAll, readWords } from '../src/index.js';

describe('folded text', () => {
  it('has neither case nor accents nor runs of white space', () => {
    expect(fold('  CÔTE   d’Ivoire\n')).toBe('cote d’ivoire');
    expect(fold('王毅')).toBe('王毅');
  });

  it('does not depend on where in a word a letter stands', () => {
    expect(fold('ΣΑΣ')).toBe('σασ');
  });

  it('keeps the texts of an item apart', () => {
    expect(foldAll(['Türkiye', null, 'a\nb', undefined])).toBe('turkiye\na b');
  });
});

describe('the words of a search', () => {
  it('are folded, each once, and none for a blank text', () => {
    expect(readWords('text', ' São  TOMÉ sao ')).toEqual(['sao', 'tome']);
    expect(readWords('text', ' ')).toEqual([]);
    expect(readWords('text', null)).toEqual([]);
  });

  it('are refused beyond twenty, and with a NUL', () => {
    const many = Array.from({ length: 21 }, (_, index) => index).join(' ');
    expect(() => readWords('filter.text', many)).toThrow('filter.text: expected at most 20 words, got 21');
    expect(() => readWords('filter.text', 'a\0')).toThrow('filter.text: a NUL character cannot be used');
  });
});

const fragmentsOf = (text: string, ...words: string[]) => findMatches({ text }, words)[0]?.fragments;

describe('a match', () => {
  it('is marked where it stands in the text as it is written', () => {
    expect(fragmentsOf('São Tomé & Príncipe', 'tome')).toEqual(['São «Tomé» & Príncipe']);
    expect(fragmentsOf('Türkiye', 'turki')).toEqual(['«Türki»ye']);
    expect(fragmentsOf('½ pound', '1')).toEqual(['«½» pound']);
    expect(fragmentsOf('China', 'pak')).toBeUndefined();
  });

  it('joins words that follow each other and marks others apart in one fragment', () => {
    expect(fragmentsOf('in São Tomé', 'tome', 'sao')).toEqual(['in «São Tomé»']);
    expect(fragmentsOf('China-Pakistan Economic Corridor', 'corridor', 'china')).toEqual([
      '«China»-Pakistan Economic «Corridor»',
    ]);
  });

  it('shows what is around it, at most three fragments of a field, without half a character', () => {
    const far = `${'-'.repeat(100)}pak`;
    expect(fragmentsOf(far.repeat(5), 'pak')).toHaveLength(3);
    expect(fragmentsOf(`${far}${'-'.repeat(100)}`, 'pak')).toEqual([
      `…${'-'.repeat(40)}«pak»${'-'.repeat(40)}…`,
    ]);
    expect(fragmentsOf(`${'🇵'.repeat(30)}-pak`, 'pak')).toEqual([`…${'🇵'.repeat(19)}-«pak»`]);
  });

  it('is told for each field that has one, in whichever of its texts', () => {
    const fields = { name: ['China', '中国'], note: null, aliases: ['PRC', 'Mainland China'] };
    expect(findMatches(fields, ['china'])).toEqual([
      { field: 'name', fragments: ['«China»'] },
      { field: 'aliases', fragments: ['Mainland «China»'] },
    ]);
    expect(findMatches(fields, [])).toEqual([]);
  });
});
