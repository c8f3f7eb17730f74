import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRoot } from '../src/account.js';
import { type ClusterError, ClusterVersionError, openCluster } from '../src/index.js';
import { type Scratch, makeScratch } from './scratch.js';

/** Opens what cannot be opened; the message must be one sentence without a stack or a line break. */
async function failToOpen(dataDir: string): Promise<ClusterError> {
  const error = await openCluster({ dataDir }).then(
    () => undefined,
    (reason: ClusterError) => reason,
  );
  if (!error) throw new Error(`${dataDir} was opened`);
  expect(error.message).toMatch(/^[^\n]+\.$/);
  expect(error.message).toContain(dataDir);
  return error;
}

describe('a cluster that cannot be opened says why', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = makeScratch();
  });
  afterEach(() => scratch.remove());

  it('when another major version made it, and leaves the data as they are', async () => {
    const dataDir = scratch.cluster('old');
    const cluster = await openCluster({ dataDir });
    await cluster.stop();
    const versionFile = path.join(dataDir, 'data', 'PG_VERSION');
    writeFileSync(versionFile, '14\n');
    const error = await failToOpen(dataDir);
    expect(error).toBeInstanceOf(ClusterVersionError);
    expect(error).toMatchObject({ code: 'VERSION', dataMajor: 14, binaryMajor: cluster.major });
    expect(error.message).toMatch(
      /PostgreSQL 14, which PostgreSQL \d+ cannot open: use .*, or empty that folder/,
    );
    expect(existsSync(path.join(dataDir, 'locks'))).toBe(false);
    expect(readFileSync(versionFile, 'utf8')).toBe('14\n');
  });

  it('when a file stands in its place', async () => {
    const file = path.join(scratch.folder, 'file');
    writeFileSync(file, '');
    expect(await failToOpen(file)).toMatchObject({ code: 'NOT_A_FOLDER' });
    expect(await failToOpen(path.join(file, 'below'))).toMatchObject({ code: 'NOT_A_FOLDER' });
  });

  it("when the server refuses to start, with the server's own words", async () => {
    const dataDir = scratch.cluster('broken');
    const cluster = await openCluster({ dataDir });
    await cluster.stop();
    rmSync(path.join(dataDir, 'data', 'global', 'pg_control'));
    const error = await failToOpen(dataDir);
    expect(error).toMatchObject({ code: 'START_FAILED', detail: expect.stringContaining('pg_control') });
  });

  (isRoot() ? it.skip : it)('when its user may not write there', async () => {
    const closed = path.join(scratch.folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    expect(await failToOpen(path.join(closed, 'new'))).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(await failToOpen(closed)).toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

/** Only root may mount, and not in every container. */
const canMount =
  isRoot() && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

(canMount ? describe : describe.skip)('on a file system of its own a cluster says why', () => {
  let scratch: Scratch;
  let disk: string;
  beforeEach(() => {
    scratch = makeScratch();
    disk = path.join(scratch.folder, 'disk');
    mkdirSync(disk);
  });
  afterEach(async () => {
    spawnSync('umount', [disk]);
    await scratch.remove();
  });
  const mount = (options: string): void => {
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status).toBe(0);
  };

  it('it cannot be made when the disk is full, and leaves nothing on it', async () => {
    mount('size=20m');
    const dataDir = path.join(disk, 'db');
    expect(await failToOpen(dataDir)).toMatchObject({
      code: 'DISK_FULL',
      detail: expect.stringContaining('No space left on device'),
    });
    expect(existsSync(path.join(dataDir, 'data'))).toBe(false);
  });

  it('it cannot be started when the disk is full, and opens once there is room', async () => {
    mount('size=100m');
    const dataDir = path.join(disk, 'db');
    const cluster = await openCluster({ dataDir });
    await cluster.stop();
    rmSync(path.join(dataDir, 'postgres.log')); // Nor is there room for the server's complaint.
    const filler = path.join(disk, 'filler');
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']);
    expect(await failToOpen(dataDir)).toMatchObject({ code: 'DISK_FULL' });
    rmSync(filler);
    await (await openCluster({ dataDir })).stop();
  });

  it('it can be neither made nor opened when the file system is read-only', async () => {
    mount('size=100m');
    const dataDir = path.join(disk, 'db');
    await (await openCluster({ dataDir })).stop();
    expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
    expect(await failToOpen(dataDir)).toMatchObject({ code: 'READ_ONLY' });
    expect(await failToOpen(path.join(disk, 'new'))).toMatchObject({ code: 'READ_ONLY' });
  });
});
