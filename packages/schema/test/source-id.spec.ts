import { describe, expect, it } from '@jest/globals';
import { canonicalAddress, sourceId } from '../src/index.js';

describe('a source has one id', () => {
  it('however its address is spelled', () => {
    const spellings = [
      'https://www.dawn.com/news/1894241',
      'http://dawn.com/news/1894241/',
      'https://dawn.com/news/1894241#comments',
      'https://dawn.com/news/1894241?utm_source=x',
    ];
    const ids = new Set(spellings.map((url) => sourceId({ url, title: 'A title' })));
    expect(ids.size).toBe(1);
  });

  it('which differs for another page or query', () => {
    expect(canonicalAddress('https://a.org/p?b=2&a=1')).toBe('https://a.org/p?a=1&b=2');
    expect(sourceId({ url: 'https://a.org/p?a=1', title: 'T' })).not.toBe(
      sourceId({ url: 'https://a.org/p?a=2', title: 'T' }),
    );
  });

  it('made of publisher and title when it has no address', () => {
    expect(sourceId({ title: 'T', publisher: 'P' })).not.toBe(sourceId({ title: 'T', publisher: 'Q' }));
  });
});
