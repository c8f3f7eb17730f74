import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRoot, nobody } from '../src/account.js';
import { awayFolder } from '../src/find-place.js';
import { emptyCluster, findBinaries, openCluster } from '../src/index.js';
import { type Scratch, makeScratch, query } from './scratch.js';

const uidOf = (pid: number): number =>
  Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

(isRoot() && process.platform === 'linux' ? describe : describe.skip)('as root a cluster', () => {
  let scratch: Scratch;
  let home: string;
  let notices: string[];

  const open = (dataDir: string, binDir?: string): ReturnType<typeof openCluster> =>
    openCluster({ dataDir, binDir, onNotice: (sentence) => notices.push(sentence) });

  beforeEach(() => {
    scratch = makeScratch();
    home = path.join(scratch.folder, 'home');
    mkdirSync(home, { mode: 0o700 });
    notices = [];
  });
  afterEach(() => scratch.remove());

  it('is run by an ordinary user, at the wished place', async () => {
    const cluster = await open(scratch.cluster('plain'));
    expect(uidOf(cluster.pid)).toBe(nobody.uid);
    expect(notices).toEqual([]);
    await cluster.stop();
  });

  it('below a closed home lies elsewhere, says so, and is found there again and removed', async () => {
    const dataDir = scratch.cluster('home/project/db');
    const cluster = await open(dataDir);
    const away = awayFolder(dataDir);
    expect(cluster.dataDir).toBe(away);
    expect(away).toMatch(/^\/var\/tmp\/embedded-postgres-[0-9a-f]{12}$/);
    expect(notices).toEqual([
      expect.stringContaining(`${dataDir} is closed to others: its data are in ${away}.`),
    ]);
    await query(cluster.connection('postgres'), 'create table kept as select 1 as one');
    await expect(emptyCluster(dataDir)).rejects.toMatchObject({ code: 'IN_USE' });
    await cluster.stop();

    chmodSync(home, 0o755); // Opened up later: the data are still the same.
    const again = await open(dataDir);
    expect(again.dataDir).toBe(away);
    expect(await query(again.connection('postgres'), 'select one from kept')).toEqual([{ one: 1 }]);
    await again.stop();

    rmSync(path.join(home, 'project'), { recursive: true });
    await emptyCluster(dataDir);
    expect(existsSync(away)).toBe(false);
  });

  it('trusts no folder in /var/tmp that another user has put there', async () => {
    const dataDir = scratch.cluster('home/project/db');
    const away = awayFolder(dataDir);
    mkdirSync(away);
    chownSync(away, nobody.uid, nobody.gid);
    try {
      await expect(open(dataDir)).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
        message: expect.stringContaining(`${away} does not belong to root alone`),
      });
    } finally {
      rmSync(away, { recursive: true });
    }
  });

  it('runs copied programs when others cannot reach them, made once and removed with it', async () => {
    const { binDir, source } = findBinaries();
    if (source !== 'npm') return;
    const native = path.join(home, 'native');
    cpSync(path.dirname(binDir), native, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'go-rwx', native]);
    const dataDir = scratch.cluster('open');
    const first = await open(dataDir, path.join(native, 'bin'));
    expect(notices).toEqual([expect.stringContaining(`it is run from a copy in ${dataDir}.`)]);
    const copies = (): string[] => readdirSync(dataDir).filter((name) => name.startsWith('native-'));
    const [copy = ''] = copies();
    const madeAt = statSync(path.join(dataDir, copy)).ctimeMs;
    await first.stop();

    const second = await open(dataDir, path.join(native, 'bin'));
    expect(copies()).toEqual([copy]);
    expect(statSync(path.join(dataDir, copy)).ctimeMs).toBe(madeAt);
    await second.stop();
    await emptyCluster(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('that an ordinary user made is run by that user, who can open it again', async () => {
    const dataDir = scratch.cluster('theirs');
    const user = { uid: 1, gid: 1 };
    await (await open(dataDir)).stop();
    spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, dataDir]);
    rmSync(path.join(dataDir, 'postgres.log'));

    const cluster = await open(dataDir);
    expect(uidOf(cluster.pid)).toBe(user.uid);
    await cluster.stop();
    const foreign = spawnSync('find', [dataDir, '!', '-uid', String(user.uid)], { encoding: 'utf8' });
    expect(foreign.stdout).toBe('');
  });

  it('whose folder its owner can no longer enter says so instead of beginning an empty one', async () => {
    const dataDir = scratch.cluster('home/db');
    chmodSync(home, 0o755);
    await (await open(dataDir)).stop();
    chmodSync(home, 0o700);
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'NOT_REACHABLE' });
  });

  it('restored from a backup of root is given to its account', async () => {
    const dataDir = scratch.cluster('restored');
    await (await open(dataDir)).stop();
    spawnSync('chown', ['-R', '0:0', dataDir]);
    const cluster = await open(dataDir);
    expect(uidOf(cluster.pid)).toBe(nobody.uid);
    await cluster.stop();
  });
});
