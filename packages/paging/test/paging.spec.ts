import { describe, expect, it } from '@jest/globals';
import { readWindow, toConnection } from '../src/index.js';

const rows = Array.from({ length: 25 }, (_, index) => ({ id: index }));
const order = { name: 'ID:ASC', columns: ['id'], keyOf: (row: { readonly id: number }) => [row.id] };
const pageOf = (first: number, after?: string | null) => {
  const window = readWindow({ first, after }, order);
  const start = window.after ? Number(window.after[0]) + 1 : 0;
  const read = rows.slice(start, start + window.first + 1);
  return toConnection(read, window, order, async () => rows.length);
};

describe('a connection', () => {
  it('is read page by page without gap or repetition', () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page = pageOf(10, after);
      seen.push(...page.nodes.map((row) => row.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(rows.map((row) => row.id));
  });

  it('knows whether items precede and follow', () => {
    const first = pageOf(20);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const last = pageOf(20, first.pageInfo.endCursor);
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(last.nodes).toHaveLength(5);
  });

  it('counts once, and only when asked', async () => {
    let counts = 0;
    const window = readWindow({}, order);
    const page = toConnection(rows, window, order, async () => ({ total: ++counts, exact: false }));
    expect(counts).toBe(0);
    expect([await page.totalCount(), await page.totalIsExact(), counts]).toEqual([1, false, 1]);
    expect([await pageOf(1).totalCount(), await pageOf(1).totalIsExact()]).toEqual([25, true]);
  });

  it.each([0, -1, 101, 1000])('refuses first: %p naming the argument', (first) => {
    expect(() => readWindow({ first }, order)).toThrow(`first: expected 1 to 100, got ${first}`);
  });

  const foreign = Buffer.from(JSON.stringify(['NAME:ASC', 'x'])).toString('base64url');
  it.each([
    '',
    'x',
    'W10',
    foreign,
    Buffer.from('["ID:ASC",{}]').toString('base64url'),
    Buffer.from('["ID:ASC","\\u0000"]').toString('base64url'),
  ])('refuses the cursor %p naming the argument', (after) => {
    expect(() => readWindow({ after }, order)).toThrow('after: not a cursor of this list in this order');
  });
});
