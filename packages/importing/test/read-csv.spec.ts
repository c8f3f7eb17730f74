import { gzipSync } from 'node:zlib';
import { zipSync, strToU8 } from 'fflate';
import { expect, test } from '@jest/globals';
import { readCsv, readLines, type CsvFormat } from '../src/index.js';
import { collect, makeScratch, writeSource } from './scratch.js';

const folder = makeScratch();

function read(content: string | Uint8Array, format?: CsvFormat) {
  return collect(readCsv(writeSource(folder, 'table.csv', content), format));
}

const kinds: [string, (text: string) => string | Uint8Array][] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a BOM', (text) => `\ufeff${text}`],
  ['no last line end', (text) => text.trimEnd()],
  ['blank lines at the end', (text) => `${text}\n\n`],
  ['gzip', (text) => gzipSync(text)],
  ['gzip in two members', (text) => Buffer.concat([gzipSync(text.slice(0, 20)), gzipSync(text.slice(20))])],
  ['zip', (text) => zipSync({ 'inner.csv': strToU8(text) })],
];

test.each(kinds)('A table with %s gives the same rows', async (_kind, convert) => {
  expect(await read(convert('iso2,name\nNA,"Namibia, ""the"" land"\nCI,Côte d’Ivoire\n'))).toEqual([
    { line: 2, row: { iso2: 'NA', name: 'Namibia, "the" land' } },
    { line: 3, row: { iso2: 'CI', name: 'Côte d’Ivoire' } },
  ]);
});

test('A ragged row is a reject with its line, the others are rows', async () => {
  expect(await read('a,b\n1,2\n1\n1,2,3\n3,4\n')).toEqual([
    { line: 2, row: { a: '1', b: '2' } },
    { line: 3, reject: { reason: 'wrong number of columns', value: '1 in place of 2' } },
    { line: 4, reject: { reason: 'wrong number of columns', value: '3 in place of 2' } },
    { line: 5, row: { a: '3', b: '4' } },
  ]);
});

test('A quoted value may span lines; the row has the line where it begins', async () => {
  const rows = await read('a,b\n"x\ny\nz",1\n\nlast,2\n');
  expect(rows.map(({ line }) => line)).toEqual([2, 6]);
  expect(rows[0]?.row?.['a']).toBe('x\ny\nz');
});

test('A misplaced quote costs its own record, never silently another', async () => {
  const rows = await read('a,b\n1,2\n"x"y,2\n3,4\n');
  expect(rows.filter(({ row }) => row).map(({ row }) => row?.['a'])).toEqual(['1', '3']);
  expect(rows.find(({ reject }) => reject)).toMatchObject({ line: 3, reject: { reason: 'misplaced quote' } });
});

test('A quote that never closes costs its own line, wherever the reader finds out', async () => {
  const filler = `${'x'.repeat(5000)},y\n`.repeat(1000);
  for (const rest of ['3,4\n', '3,4\n"p","q"\n', filler]) {
    const rows = await read(`a,b\n1,2\n"x,2\n${rest}`);
    expect(rows).toHaveLength(1 + rest.split('\n').length);
    expect(rows[1]).toEqual({ line: 3, reject: { reason: 'misplaced quote' } });
    expect(rows.filter(({ reject }) => reject)).toHaveLength(1);
    expect(rows.at(-1)?.line).toBe(2 + rest.split('\n').length);
  }
});

test('A blank line inside a value belongs to it, also after a line that was given up', async () => {
  const rows = await read('a,b\n"x"y,1\n\n"p\n\nq",2\n');
  expect(rows.map(({ line, row }) => [line, row?.['a']])).toEqual([
    [2, undefined],
    [4, 'p\n\nq'],
  ]);
});

test('A line end inside a value stays as it is', async () => {
  expect((await read('a,b\r\n"x\r\ny",1\r\n'))[0]?.row).toEqual({ a: 'x\r\ny', b: '1' });
});

test('A NUL, which no database text can hold, is a reject that names its column', async () => {
  expect(await read('a,b\nx,y\0z\n')).toEqual([{ line: 2, reject: { reason: 'NUL character', field: 'b' } }]);
});

test('A raw export has fixed columns and tabs, and its quotes are text', async () => {
  const rows = await read('010\tsaid "no\n10\t\n', {
    columns: ['code', 'text'],
    delimiter: '\t',
    quotes: false,
  });
  expect(rows.map(({ row }) => row)).toEqual([
    { code: '010', text: 'said "no' },
    { code: '10', text: '' },
  ]);
});

test('Two columns of one name are refused, for one of them would be lost', async () => {
  await expect(read('a,b,a\n1,2,3\n')).rejects.toThrow('table.csv: two columns are named "a"');
});

test('A record and a line over 4 MiB are refused, and so is a file that is cut off', async () => {
  const long = `a\n${'x'.repeat(5 * 1024 ** 2)}\n`;
  await expect(read(long)).rejects.toThrow('table.csv, line 2: longer than');
  await expect(collect(readLines(writeSource(folder, 'long', long)))).rejects.toThrow(
    'long, line 2: longer than',
  );
  await expect(read(gzipSync('a\n1\n'.repeat(1000)).subarray(0, 25))).rejects.toThrow(
    'table.csv cannot be read',
  );
});

test('Lines come with numbers, whatever their ends', async () => {
  const lines = await collect(readLines(writeSource(folder, 'lines', '\ufeffone\r\n\ntwö')));
  expect(lines).toEqual([
    { line: 1, text: 'one' },
    { line: 2, text: '' },
    { line: 3, text: 'twö' },
  ]);
});

test('The bytes that were read from disk are counted, for the progress bar', async () => {
  const content = gzipSync('a\n1\n'.repeat(1000));
  let bytes = 0;
  await collect(
    readCsv(writeSource(folder, 'counted', content), {}, { onBytes: (count) => (bytes += count) }),
  );
  expect(bytes).toBe(content.length);
});

test('Reading stops when it is aborted', async () => {
  const stop = new AbortController();
  const rows = readCsv(writeSource(folder, 'stopped', 'a\n1\n'.repeat(500_000)), {}, { signal: stop.signal });
  await rows.next();
  stop.abort();
  await expect(collect(rows)).rejects.toThrow(/aborted/);
});
