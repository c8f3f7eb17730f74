import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readLastGood, writeLastGood } from '../../src/supergraph/last-good.js';
import { makeFolder } from './folder.js';

const sdl = 'type Query {\n  "naïve"\n  a: Int\n}\n';

describe('the last good supergraph', () => {
  it('is read as it was written, in a folder that was not there, by its owner alone', async () => {
    const file = path.join(await makeFolder(), 'state', 'last.graphql');
    await writeLastGood(file, sdl);
    expect(await readLastGood(file)).toBe(sdl);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is the newest, and nothing lies beside it', async () => {
    const folder = await makeFolder();
    const file = path.join(folder, 'last.graphql');
    await writeLastGood(file, 'first');
    await writeLastGood(file, sdl);
    expect(await readLastGood(file)).toBe(sdl);
    expect(await readdir(folder)).toEqual(['last.graphql']);
  });

  it('is whole whichever of many that are written at once comes last', async () => {
    const file = path.join(await makeFolder(), 'last.graphql');
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(50_000));
    await Promise.all(texts.map((text) => writeLastGood(file, text)));
    expect(texts).toContain(await readLastGood(file));
  });

  it('is nothing before the first', async () => {
    expect(await readLastGood(path.join(await makeFolder(), 'last.graphql'))).toBeUndefined();
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -5)],
    ['changed', (text: string) => text.replace('Int', 'ID')],
    ['emptied', () => ''],
    ['without its checksum', (text: string) => text.slice(text.indexOf('\n') + 1)],
  ])('is refused when it was %s', async (_how, damage) => {
    const file = path.join(await makeFolder(), 'last.graphql');
    await writeLastGood(file, sdl);
    await writeFile(file, damage(await readFile(file, 'utf8')));
    await expect(readLastGood(file)).rejects.toThrow(/damaged/);
  });

  it('leaves the one before when it cannot be written', async () => {
    const folder = await makeFolder();
    await expect(writeLastGood(path.join(folder, '.'), sdl)).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });
});
