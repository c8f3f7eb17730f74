import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openDataSet, type CatalogEntry, type CatalogFile, type DownloadLimits } from '../src/index.js';
import { sendAndCut, sendWithRanges, serveFiles, type FileServer } from './file-server.js';
import { makeScratch, sha256 } from './scratch.js';

const folder = makeScratch();
const content = randomBytes(300_000);
const limits: Partial<DownloadLimits> = {
  allowPrivate: true,
  retryDelayMs: 5,
  idleTimeoutMs: 300,
  attempts: 3,
};
let server: FileServer;
let runs = 0;

afterEach(() => server.close());

function entryOf(files: readonly CatalogFile[]): CatalogEntry {
  const text = {
    service: 'x',
    title: 'x',
    publisher: 'x',
    licence: 'x',
    citation: 'x',
    homepage: 'https://example.org',
  };
  return { id: 'trial', ...text, files };
}

function fileAt(origin: string, more: Partial<CatalogFile> = {}): CatalogFile {
  return { path: 'a/b.bin', url: `${origin}/b.bin`, bytes: content.length, sha256: sha256(content), ...more };
}

/** Opens one file of the server in a cache of its own. */
async function download(more: Partial<CatalogFile> = {}, cacheDir = join(folder, `cache-${(runs += 1)}`)) {
  const steps: number[] = [];
  const opening = openDataSet(entryOf([fileAt(server.origin, more)]), {
    cacheDir,
    limits,
    onProgress: ({ doneBytes }) => steps.push(doneBytes),
  });
  const outcome = await opening.then(
    ({ files }) => ({ file: files[0], error: undefined }),
    (error: Error) => ({ file: undefined, error: error.message }),
  );
  const left = existsSync(join(cacheDir, 'a')) ? readdirSync(join(cacheDir, 'a')) : [];
  return { ...outcome, left, steps, cacheDir };
}

describe('A download', () => {
  test('arrives whole, tells its progress, and is not fetched again', async () => {
    server = await serveFiles((request, response) => sendWithRanges(request, response, content));
    const first = await download();
    expect(first.error).toBeUndefined();
    expect(readFileSync(first.file?.location ?? '').equals(content)).toBe(true);
    expect(first).toMatchObject({ left: ['b.bin'], file: { verified: true, bytes: content.length } });
    expect(first.steps.at(-1)).toBe(content.length);
    expect((await download({}, first.cacheDir)).error).toBeUndefined();
    expect(server.ranges).toHaveLength(1);
  });

  test('that is cut in the middle goes on where it stopped', async () => {
    server = await serveFiles((request, response, attempt) => {
      if (attempt === 1) sendAndCut(response, content, 100_000);
      else sendWithRanges(request, response, content);
    });
    expect(await download()).toMatchObject({ error: undefined, left: ['b.bin'] });
    expect(server.ranges).toEqual(['', 'bytes=100000-']);
  });

  test('starts anew when the server knows no ranges, or has another version by now', async () => {
    server = await serveFiles((request, response, attempt) => {
      if (attempt === 1) sendAndCut(response, randomBytes(300_000), 100_000, '"old"');
      else sendWithRanges(request, response, content);
    });
    expect(await download()).toMatchObject({ error: undefined, left: ['b.bin'] });
    expect(server.ranges).toEqual(['', 'bytes=100000-']);
  });

  test('with the wrong checksum names file, expected and found, and leaves nothing', async () => {
    server = await serveFiles((request, response) => sendWithRanges(request, response, content));
    const expected = sha256(Buffer.from('another'));
    const { error, left } = await download({ sha256: expected });
    expect(error).toContain('a/b.bin');
    expect(error).toContain(expected);
    expect(error).toContain(sha256(content));
    expect(left).toEqual([]);
  });

  test('of the wrong size is refused, too long or too short', async () => {
    server = await serveFiles((request, response) => sendWithRanges(request, response, content));
    expect(await download({ bytes: 1000 })).toMatchObject({
      error: expect.stringContaining('1000 bytes'),
      left: [],
    });
    expect(await download({ bytes: 999_999 })).toMatchObject({
      error: expect.stringContaining('found 300000'),
      left: [],
    });
  });

  test('from a server that hangs gives up after its attempts and can be continued later', async () => {
    server = await serveFiles((_request, response) => {
      response.writeHead(200, { etag: '"v1"', 'content-length': content.length });
      response.write(content.subarray(0, 1000));
    });
    const { error, left } = await download();
    expect(error).toMatch(/gave up after 3 attempts.*broke off/);
    expect(left).not.toContain('b.bin');
  });

  test('does not retry a 404, does retry a 503', async () => {
    server = await serveFiles((request, response, attempt) => {
      if (attempt === 1) response.writeHead(503).end();
      else if (attempt === 2) sendWithRanges(request, response, content);
      else response.writeHead(404).end();
    });
    expect(await download()).toMatchObject({ error: undefined });
    expect((await download()).error).toContain('answered 404');
    expect(server.ranges).toHaveLength(3);
  });

  test('follows a redirect, but not to plain http elsewhere and not in circles', async () => {
    server = await serveFiles((request, response) => {
      const to: Record<string, string> = {
        '/plain': 'http://example.org/b.bin',
        '/ring': '/ring',
        '/good': '/b.bin',
      };
      const location = to[request.url ?? ''];
      if (location) response.writeHead(302, { location }).end();
      else sendWithRanges(request, response, content);
    });
    expect(await download({ url: `${server.origin}/good` })).toMatchObject({ error: undefined });
    expect((await download({ url: `${server.origin}/plain` })).error).toContain('only https');
    expect((await download({ url: `${server.origin}/ring` })).error).toContain('redirects more than 5 times');
  });

  test('stops at once when it is aborted', async () => {
    server = await serveFiles((_request, response) => response.writeHead(200).write('x'));
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped by hand')), 50);
    const opening = openDataSet(entryOf([fileAt(server.origin)]), {
      cacheDir: join(folder, 'aborted'),
      limits: { ...limits, idleTimeoutMs: 60_000 },
      signal: stop.signal,
    });
    await expect(opening).rejects.toThrow(/stopped by hand|aborted/);
    expect(existsSync(join(folder, 'aborted/a/b.bin'))).toBe(false);
  });

  test('refuses plain http unless a test allows it for loopback', async () => {
    server = await serveFiles((request, response) => sendWithRanges(request, response, content));
    const opening = openDataSet(entryOf([fileAt(server.origin)]), { cacheDir: join(folder, 'http') });
    await expect(opening).rejects.toThrow('only https');
  });

  test('whose process is killed in the middle leaves no file under the final name, and the next one resumes', async () => {
    server = await serveFiles((request, response, attempt) => {
      if (attempt > 1) return sendWithRanges(request, response, content);
      response.writeHead(200, { etag: '"v1"', 'content-length': content.length });
      response.write(content.subarray(0, 200_000));
    });
    const cacheDir = join(folder, 'killed');
    const child = spawn(process.execPath, [
      join(import.meta.dirname, 'download-and-wait.mjs'),
      server.origin,
      cacheDir,
    ]);
    const partial = join(cacheDir, 'a/b.bin.partial');
    while (!existsSync(partial) || readFileSync(partial).length < 200_000) {
      if (child.exitCode !== null) throw new Error(`the child ended: ${String(child.stderr.read())}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(join(cacheDir, 'a/b.bin'))).toBe(false);
    expect(await download({}, cacheDir)).toMatchObject({ error: undefined, left: ['b.bin'] });
    expect(server.ranges).toEqual(['', 'bytes=200000-']);
  });
});
