import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  importReport,
  loadRows,
  openRejects,
  sumReports,
  type BatchCounts,
  type Parsed,
} from '../src/index.js';
import { makeScratch } from './scratch.js';

const folder = makeScratch();
const allCreated = (rows: readonly unknown[]): Promise<BatchCounts> =>
  Promise.resolve({ created: rows.length, updated: 0, unchanged: 0 });

async function* parsed(): AsyncGenerator<Parsed<number>> {
  for (let line = 1; line <= 25; line += 1) {
    if (line % 10 === 0)
      yield { line, reject: { reason: 'unknown country', field: 'iso3', value: `X${line}` } };
    else yield { line, row: line };
  }
}

test('Rows go to the store in batches, rejects to their file, and all of them are counted', async () => {
  const rejects = openRejects(folder, 'trial');
  const batches: number[] = [];
  const store = (rows: readonly number[]) => (batches.push(rows.length), allCreated(rows));
  const report = await loadRows(parsed(), { path: 'a.csv', rejects, store, batchRows: 10 });
  expect(existsSync(rejects.path)).toBe(false);
  rejects.close();
  expect(report).toEqual({ read: 25, created: 23, updated: 0, unchanged: 0, rejected: 2 });
  expect(batches).toEqual([10, 10, 3]);
  expect([...rejects.counts]).toEqual([['unknown country', 2]]);
  const lines = readFileSync(rejects.path, 'utf8').trimEnd().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    file: 'a.csv',
    line: 10,
    field: 'iso3',
    value: 'X10',
    reason: 'unknown country',
  });
});

test('An import that failed leaves the last rejects file, a clean one removes it', () => {
  const open = () => openRejects(folder, 'kept');
  const first = open();
  first.add({ file: 'a', line: 1, reason: 'r' });
  first.close();
  const failed = open();
  failed.add({ file: 'b', line: 1, reason: 'r' });
  failed.close('discard');
  expect(readFileSync(first.path, 'utf8')).toContain('"file":"a"');
  open().close();
  expect(existsSync(first.path)).toBe(false);
});

test('A store that loses a row of its batch is found out', async () => {
  const rejects = openRejects(folder, 'lost');
  const store = () => Promise.resolve({ created: 1, updated: 0, unchanged: 0 });
  await expect(loadRows(parsed(), { path: 'a', rejects, store })).rejects.toThrow(
    'do not add up: 23 read, but 1 created',
  );
  rejects.close('discard');
});

test('An aborted import hands no further batch to the store', async () => {
  const stop = new AbortController();
  let batches = 0;
  const store = (rows: readonly number[]) => {
    batches += 1;
    stop.abort(new Error('stopped by hand'));
    return allCreated(rows);
  };
  const rejects = openRejects(folder, 'stopped');
  const loading = loadRows(parsed(), { path: 'a', rejects, store, signal: stop.signal, batchRows: 5 });
  await expect(loading).rejects.toThrow('stopped by hand');
  expect(batches).toBe(1);
  rejects.close('discard');
});

test('A report has to add up, and reports add up', () => {
  const good = { read: 10, created: 1, updated: 2, unchanged: 3, rejected: 4 };
  expect(importReport(good)).toEqual(good);
  expect(() => importReport({ ...good, read: 11 })).toThrow('do not add up: 11 read');
  expect(sumReports([good, good])).toEqual({ read: 20, created: 2, updated: 4, unchanged: 6, rejected: 8 });
  expect(sumReports([]).read).toBe(0);
});
