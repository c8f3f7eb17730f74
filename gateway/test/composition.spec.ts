import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { supergraphSdl } from './library-graph.js';

const composeScript = '../../scripts/compose.mjs';
const breakingScript = '../../scripts/check-breaking.mjs';
const { compose } = (await import(composeScript)) as { compose: (folder: string) => Promise<string> };
const { listBreakingChanges } = (await import(breakingScript)) as {
  listBreakingChanges: (older: string, newer: string) => string[];
};

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

describe('composing the services’ schemas', () => {
  let folder: string;
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'compose-'));
    await write('packages/schema/base.graphql', 'type Page @shareable { more: Boolean! }');
    for (const name of ['countries', 'projects', 'events'])
      await write(
        `services/${name}/schema.graphql`,
        `${link} type Query { ${name}: Page note: String @shareable }`,
      );
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives the same text each time, with every service and its address in it', async () => {
    const text = await compose(folder);
    expect(text).toMatch(/EVENTS @join__graph\(name: "events", url: "http:\/\/127\.0\.0\.1:4003\/graphql"\)/);
    expect(await compose(folder)).toBe(text);
  });

  it('names the service whose field does not fit', async () => {
    await write('services/events/schema.graphql', `${link} type Query { events: Page note: Int @shareable }`);
    await expect(compose(folder)).rejects.toThrow(/Query\.note.*"events"/);
  });

  it('names the file and the line of a mistake in it', async () => {
    await write('services/projects/schema.graphql', `${link}\ntype Query { projects: Page! ! }`);
    await expect(compose(folder)).rejects.toThrow(/services\/projects\/schema\.graphql:2:30/);
  });

  it('names a file that is not there', async () => {
    await rm(path.join(folder, 'services/countries'), { recursive: true });
    await expect(compose(folder)).rejects.toThrow(
      /services\/countries\/schema\.graphql cannot be read: ENOENT/,
    );
  });
});

describe('a change of the supergraph', () => {
  const without = (sdl: string, text: string) => sdl.replace(text, '');
  const deprecated = (sdl: string, field: string) =>
    sdl.replace(field, `${field} @deprecated(reason: "gone on 2030-01-01")`);
  const genre = /genre\(like: Genre\): Genre @join__field\(graph: AUTHORS\)/.exec(
    supergraphSdl,
  )?.[0] as string;

  it('breaks clients when a field goes that was not deprecated', () => {
    expect(listBreakingChanges(supergraphSdl, without(supergraphSdl, genre))).toEqual([
      'Author.genre was removed.',
    ]);
  });

  it('does not when it was deprecated, nor when a field comes', () => {
    expect(listBreakingChanges(deprecated(supergraphSdl, genre), without(supergraphSdl, genre))).toEqual([]);
    expect(listBreakingChanges(without(supergraphSdl, genre), supergraphSdl)).toEqual([]);
  });

  it('breaks clients when a deprecated field changes its type', () => {
    const changed = supergraphSdl.replace(genre, genre.replace('): Genre', '): Int'));
    expect(listBreakingChanges(deprecated(supergraphSdl, genre), changed)).toHaveLength(1);
  });
});

describe('the supergraph that is committed', () => {
  it('is what the services’ schemas compose to', async () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    expect(await compose(root)).toBe(await readFile(path.join(root, 'gateway/supergraph.graphql'), 'utf8'));
  });
});
