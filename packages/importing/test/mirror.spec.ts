import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { openDataSet, type CatalogEntry, type CatalogFile } from '../src/index.js';
import { makeScratch, sha256 } from './scratch.js';

const mirror = makeScratch();
const plain = Buffer.from('code,name\nPK,Pakistan\n');
const packed = gzipSync(plain);
mkdirSync(join(mirror, 'packed'));
writeFileSync(join(mirror, 'plain.csv'), plain);
writeFileSync(join(mirror, 'packed/both.csv.gz'), packed);

function open(...files: CatalogFile[]) {
  const text = {
    service: 'x',
    title: 'x',
    publisher: 'x',
    licence: 'x',
    citation: 'x',
    homepage: 'https://example.org',
  };
  const entry: CatalogEntry = { id: 'trial', ...text, files };
  return openDataSet(entry, { mirror, cacheDir: join(mirror, 'never-used') });
}

const url = 'https://example.org/file';
const packedForm = { path: 'packed/both.csv.gz', bytes: packed.length, sha256: sha256(packed) };
const plainForm = { path: 'plain.csv', bytes: plain.length, sha256: sha256(plain) };

test("A mirror's file is taken as the publisher has it, or in the mirror's own form", async () => {
  const { files } = await open({ ...plainForm, url }, { path: 'b.csv', url, mirror: packedForm });
  expect(files.map(({ path, verified }) => [path, verified])).toEqual([
    ['plain.csv', true],
    ['packed/both.csv.gz', true],
  ]);
});

test('A file of the mirror that stands for several of the publisher is opened once', async () => {
  const { files } = await open(
    { path: 'b.csv', url, mirror: packedForm },
    { path: 'c.csv', url, mirror: packedForm },
  );
  expect(files).toHaveLength(1);
});

test('A file that the mirror lacks is an error, unless the catalogue says that it may', async () => {
  await expect(open({ path: 'absent.csv', url })).rejects.toThrow('has no absent.csv');
  const { files, missing } = await open({ ...plainForm, url }, { path: 'absent.csv', url, mirror: null });
  expect(files).toHaveLength(1);
  expect(missing.map(({ path }) => path)).toEqual(['absent.csv']);
});

test('A damaged file of the mirror is refused with what was expected and found', async () => {
  const wrong = { ...plainForm, sha256: 'f'.repeat(64), url };
  await expect(open(wrong)).rejects.toThrow(
    new RegExp(`plain.csv: expected SHA-256 f{64}, found ${sha256(plain)}`),
  );
});
