import { describe, expect, it } from '@jest/globals';
import { scalars } from '../src/index.js';

const parse = (name: string, value: unknown) => scalars[name]?.parseValue(value);

describe('a scalar', () => {
  it.each([
    ['Date', '2026-01-05'],
    ['DateTime', '2026-01-05T09:30:00Z'],
    ['EDTF', '2025-03~'],
    ['Decimal', '397000000.25'],
    ['URL', 'https://example.org/a'],
    ['Locale', 'zh-Hans'],
  ])('%s keeps %s as it was written', (name, text) => {
    expect(parse(name, text)).toBe(text);
  });

  it.each([
    ['Date', '2026-02-30'],
    ['DateTime', '2026-01-05'],
    ['EDTF', 'soon'],
    ['Decimal', '1e9'],
    ['URL', 'javascript:alert(1)'],
    ['Locale', 'not a tag'],
    ['Date', 20260105],
  ])('%s refuses %p and says what it expected', (name, value) => {
    expect(() => parse(name, value)).toThrow(new RegExp(`^${name} expected `));
  });
});
