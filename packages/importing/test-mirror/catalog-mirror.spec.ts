import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { openDataSet, readCatalog, readTable, type LocalFile } from '../src/index.js';

const mirror = process.env['CORRIDOR_MIRROR'];
if (!mirror) throw new Error('CORRIDOR_MIRROR must name the folder of the mirror');
const entries = await readCatalog(fileURLToPath(new URL('../../../data/catalog.json', import.meta.url)));

async function countRows(file: LocalFile): Promise<number> {
  let rows = 0;
  for await (const { row } of readTable(file)) if (row) rows += 1;
  return rows;
}

test.each(entries.map((entry) => [entry.id, entry] as const))(
  'Every file of %s is in the mirror with its size and checksum',
  async (_id, entry) => {
    const { files, missing } = await openDataSet(entry, { mirror, cacheDir: tmpdir() });
    expect(files.every(({ verified }) => verified)).toBe(true);
    expect(missing.every((file) => file.mirror === null)).toBe(true);
  },
);

test.each([
  ['wdi', [264_398]],
  ['aiddata-sca', [870]],
  ['unvotes', [6203, 5745, 870_109]],
])('The tables of %s have the rows that their publisher counts', async (id, counts) => {
  const entry = entries.find((candidate) => candidate.id === id);
  const { files } = await openDataSet(entry as (typeof entries)[number], { mirror, cacheDir: tmpdir() });
  const found: number[] = [];
  for (const file of files) found.push(await countRows(file));
  expect(found).toEqual(counts);
});
