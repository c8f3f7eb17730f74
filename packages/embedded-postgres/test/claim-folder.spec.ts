import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimFolder } from '../src/claim-folder.js';
import { ClusterInUseError, openCluster } from '../src/index.js';
import { identify } from '../src/processes.js';
import { type Scratch, makeScratch, spawnOpener } from './scratch.js';

describe('a second opener', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = makeScratch();
  });
  afterEach(() => scratch.remove());

  it('is told which process has the cluster, until that one is killed', async () => {
    const dataDir = scratch.cluster('shared');
    const opener = spawnOpener(scratch, dataDir);
    await opener.said;
    const refused = openCluster({ dataDir });
    await expect(refused).rejects.toBeInstanceOf(ClusterInUseError);
    await expect(refused).rejects.toMatchObject({ code: 'IN_USE', pid: opener.child.pid });
    await opener.kill();
    const cluster = await openCluster({ dataDir });
    await cluster.stop();
  });

  it('is refused in the same process too, and does no harm to the first', async () => {
    const dataDir = scratch.cluster('shared');
    const cluster = await openCluster({ dataDir });
    await expect(openCluster({ dataDir })).rejects.toMatchObject({ code: 'IN_USE', pid: process.pid });
    expect(identify(cluster.pid)).toBeDefined();
    await cluster.stop();
  });

  it('never gets in beside another, however many try at once', async () => {
    const openers = Array.from({ length: 4 }, () => spawnOpener(scratch, scratch.cluster('shared')));
    const said = await Promise.all(openers.map((opener) => opener.said));
    expect(said.filter(({ pid }) => pid !== undefined).length).toBeLessThanOrEqual(1);
    expect(said.filter(({ error }) => error === 'ClusterInUseError').length).toBeGreaterThanOrEqual(3);
    for (const opener of openers) await opener.kill();
  });

  it('is not held up by claims of the dead, nor by a later process of the same number', async () => {
    const locks = path.join(scratch.folder, 'locks');
    mkdirSync(locks);
    writeFileSync(path.join(locks, '999999999-1-aaaa'), '');
    writeFileSync(path.join(locks, `${process.pid}-1-aaaa`), '');
    const claim = await claimFolder(scratch.folder, undefined);
    expect(readdirSync(locks)).toHaveLength(1);
    claim.release();
    expect(existsSync(locks)).toBe(false);
  });
});
