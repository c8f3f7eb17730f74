import { describe, expect, it } from '@jest/globals';
import {
  inLanguage,
  readBox,
  readDay,
  readDays,
  readDaysBetween,
  readExactlyOne,
  readText,
} from '../src/index.js';

describe('an argument', () => {
  it('that is left out is undefined, whatever it would be', () => {
    expect([readText('a', null), readDay('a', null), readBox('a', undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(readDays('a', null)).toEqual({});
  });

  it('of text is refused where the database cannot hold it', () => {
    expect(readText('filter.project', 'project:cpec')).toBe('project:cpec');
    expect(() => readText('filter.project', 'a\0')).toThrow('filter.project: a NUL character cannot be used');
    expect(() => readText('id', 'a'.repeat(501))).toThrow('id: expected at most 500 characters');
  });

  it('of time has a year that the database knows', () => {
    expect(readDays('when', '2025-03~')).toEqual({ from: '2025-03-01', to: '2025-03-31' });
    expect(() => readDay('asOf', '0000-01-01')).toThrow('asOf: expected a day of the years 1 to 9999');
    expect(() => readDays('when', '-0300')).toThrow('when: expected a date of the years 1 to 9999');
  });

  it('of a period begins before it ends', () => {
    expect(readDaysBetween({ to: '2020-01-01' })).toEqual({ to: '2020-01-01' });
    expect(() => readDaysBetween({ from: '2020-01-02', to: '2020-01-01' }, 'filter.')).toThrow(
      'filter.from: 2020-01-02 is after 2020-01-01',
    );
  });

  it('may exclude another', () => {
    expect(readExactlyOne({ id: null, name: 'Wang Yi' })).toEqual(['name', 'Wang Yi']);
    for (const args of [
      { id: undefined, name: null },
      { id: 'a', name: 'b' },
    ])
      expect(() => readExactlyOne(args)).toThrow('id, name: expected exactly one of these');
  });

  it.each([[[1, 2, 3]], [[0, 50, 10, 40]], [[-200, 0, 10, 40]], [[0, -91, 10, 40]]])(
    'of a box is not %j',
    (box) => expect(() => readBox('filter.bbox', box)).toThrow(/^filter\.bbox: expected/),
  );
});

it('a text in a language is also that of the language it is a variety of', () => {
  const texts = { en: 'China', 'zh-Hans': '中国', ur: 'چین' };
  expect(inLanguage(texts, 'ZH-hans-CN')).toBe('中国');
  expect(inLanguage(texts, 'ur-PK')).toBe('چین');
  expect([inLanguage(texts, 'zh'), inLanguage(texts, null)]).toEqual([undefined, undefined]);
});
