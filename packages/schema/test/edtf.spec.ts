import { describe, expect, it } from '@jest/globals';
import { boundsOf, isDay } from '../src/index.js';

describe('an EDTF date covers', () => {
  it.each([
    ['2026-01-05', '2026-01-05', '2026-01-05'],
    ['2025-03', '2025-03-01', '2025-03-31'],
    ['2025-03~', '2025-03-01', '2025-03-31'],
    ['2024', '2024-01-01', '2024-12-31'],
    ['197X', '1970-01-01', '1979-12-31'],
    ['2025-06-20/2025-06-21', '2025-06-20', '2025-06-21'],
    ['2024/2025-01', '2024-01-01', '2025-01-31'],
  ])('%s the days from %s to %s', (text, from, to) => {
    expect(boundsOf(text)).toEqual({ from, to });
  });

  it('every later day when its end is open', () => {
    expect(boundsOf('2025-01-20/..')).toEqual({ from: '2025-01-20', to: undefined });
  });

  it.each(['', 'yesterday', '2025-13', '2025-02-30', '../..', 'X'])('nothing when it is %p', (text) => {
    expect(() => boundsOf(text)).toThrow(RangeError);
  });

  it('a day of the calendar only', () => {
    expect(['2024-02-29', '2025-02-29', '2025-2-1', '20250201'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
