import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyCluster, openCluster } from '../src/index.js';
import { identify } from '../src/processes.js';
import { type Scratch, makeScratch, query, spawnOpener } from './scratch.js';

describe('emptying a cluster', () => {
  let scratch: Scratch;
  let dataDir: string;
  beforeEach(() => {
    scratch = makeScratch();
    dataDir = scratch.cluster('reset');
  });
  afterEach(() => scratch.remove());

  it('is refused while a process has it open, and then removes it', async () => {
    const cluster = await openCluster({ dataDir });
    await expect(emptyCluster(dataDir)).rejects.toMatchObject({
      name: 'ClusterInUseError',
      pid: process.pid,
    });
    expect(await query(cluster.connection('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await cluster.stop();
    await emptyCluster(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('ends a server that a killed process left behind', async () => {
    const opener = spawnOpener(scratch, dataDir);
    const { pid } = await opener.said;
    await opener.kill();
    await emptyCluster(dataDir);
    expect(identify(pid ?? 0)).toBeUndefined();
    expect(existsSync(dataDir)).toBe(false);
  });

  it('leaves files alone that are not its own', async () => {
    const cluster = await openCluster({ dataDir });
    await cluster.stop();
    writeFileSync(path.join(dataDir, 'notes.txt'), 'mine');
    await emptyCluster(dataDir);
    expect(readdirSync(dataDir)).toEqual(['notes.txt']);
  });

  it('of a folder that does not exist does nothing', async () => {
    await emptyCluster(path.join(scratch.folder, 'nowhere', 'at-all'));
    expect(existsSync(path.join(scratch.folder, 'nowhere', 'at-all'))).toBe(false);
  });
});
