import { describe, expect, it } from '@jest/globals';
import { findMatches, foldAll, readWords } from '../src/index.js';

describe('what joins parts of a word', () => {
  it.each([
    ['F-16', 'f16'],
    ['Zhou En‑lai', 'zhou enlai'],
    ["Qur'an", 'quran'],
    ['Côte d’Ivoire', 'cote divoire'],
  ])('does not matter: %s', (text, folded) => {
    expect(foldAll([text])).toBe(folded);
    expect(readWords('text', text)).toEqual(folded.split(' '));
  });
});

describe('a word that occurs nowhere', () => {
  it('is marked where a word is written much like it', () => {
    expect(findMatches({ title: 'Gwadar Port' }, ['gwadr', 'port'])).toEqual([
      { field: 'title', fragments: ['«Gwadar Port»'] },
    ]);
    expect(findMatches({ title: 'Zhou Enlai' }, ['china'])).toEqual([]);
  });

  it('is not looked for where it does occur', () => {
    expect(findMatches({ title: 'police and policy' }, ['police'])).toEqual([
      { field: 'title', fragments: ['«police» and policy'] },
    ]);
  });

  it('is marked with its joiners as they are written', () => {
    expect(findMatches({ title: 'Pakistan’s F-16 fleet' }, ['f16'])).toEqual([
      { field: 'title', fragments: ['Pakistan’s «F-16» fleet'] },
    ]);
  });
});
