import { expect, test } from '@jest/globals';
import { readCatalog } from '../src/index.js';
import { makeScratch, writeSource } from './scratch.js';

const folder = makeScratch();
const good = {
  id: 'good',
  service: 'events',
  title: 'Good',
  publisher: 'P',
  licence: 'CC0-1.0',
  citation: 'P, Good',
  homepage: 'https://example.org',
  files: [{ path: 'a/b.csv', url: 'https://example.org/b.csv', bytes: 3, sha256: '0'.repeat(64) }],
};

function read(content: unknown) {
  return readCatalog(writeSource(folder, 'catalog.json', JSON.stringify(content)).location);
}

test('A good catalogue is read as it is', async () => {
  expect(await read([good])).toEqual([good]);
});

test.each([
  ['http', { url: 'http://example.org/b.csv' }, 'good.files.0.url: must be an https address'],
  ['a path that climbs out', { path: '../b.csv' }, 'good.files.0.path: must be a plain relative path'],
  ['an absolute path', { path: '/etc/passwd' }, 'good.files.0.path'],
  ['a hidden file', { path: 'a/.b' }, 'good.files.0.path'],
  ['half a checksum', { sha256: 'abc' }, 'good.files.0.sha256: must be 64'],
  ['a misspelt property', { sha265: 'abc' }, 'sha265'],
])('A file with %s is refused by name', async (_what, change, message) => {
  await expect(read([{ ...good, files: [{ ...good.files[0], ...change }] }])).rejects.toThrow(message);
});

test('An id or a path that occurs twice, and a file that is no JSON, are refused', async () => {
  await expect(read([good, good])).rejects.toThrow(/id good occurs twice\n.*path a\/b.csv occurs twice/);
  await expect(readCatalog(writeSource(folder, 'not.json', '[').location)).rejects.toThrow(
    'Cannot read the catalogue',
  );
});

test('The catalogue of this repository is valid', async () => {
  const entries = await readCatalog(new URL('../../../data/catalog.json', import.meta.url).pathname);
  const ids = entries.map(({ id }) => id);
  expect(ids).toEqual(['wdi', 'aiddata-sca', 'gdelt', 'histstate-visits', 'histstate-travels', 'unvotes']);
});
