import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRoot, nobody } from '../src/account.js';
import { type Cluster, findBinaries, openCluster } from '../src/index.js';
import { endServer } from '../src/postmaster.js';
import { identify } from '../src/processes.js';
import { type Scratch, makeScratch, query, spawnOpener, until } from './scratch.js';

/** Kills with SIGKILL and waits until the process is gone. */
async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await until(() => identify(pid) === undefined);
}

/** A session that is busy for minutes, and the number of its server process. */
async function beginLongSession(cluster: Cluster): Promise<{ session: Promise<unknown>; pid: number }> {
  const session = query(cluster.connection('postgres'), 'select pg_sleep(600)').catch(() => 'cut');
  const find = `select pid from pg_stat_activity where query = 'select pg_sleep(600)'`;
  for (;;) {
    const [row] = await query(cluster.connection('postgres'), find);
    if (row) return { session, pid: Number(row.pid) };
  }
}

describe('after a kill -9', () => {
  let scratch: Scratch;
  let dataDir: string;
  let opened: Cluster[];

  const open = async (): Promise<Cluster> => {
    const cluster = await openCluster({ dataDir });
    opened.push(cluster);
    return cluster;
  };
  const pidFile = (): string => path.join(dataDir, 'data', 'postmaster.pid');
  const replacePid = (pid: number): void =>
    writeFileSync(pidFile(), readFileSync(pidFile(), 'utf8').replace(/^\d+/, String(pid)));

  beforeEach(() => {
    scratch = makeScratch();
    dataDir = scratch.cluster('killed');
    opened = [];
  });
  afterEach(async () => {
    for (const cluster of opened) await cluster.stop();
    await scratch.remove();
  });

  it('of its parent the server lives on and the next process takes it over, rows and all', async () => {
    const opener = spawnOpener(scratch, dataDir);
    const { pid } = await opener.said;
    await opener.kill();
    expect(identify(pid ?? 0)).toBeDefined();

    const cluster = await open();
    expect(cluster).toMatchObject({ reused: true, pid });
    await query(cluster.connection('postgres'), 'create table kept as select 1 as one');
    await cluster.stop();
    expect(identify(pid ?? 0)).toBeUndefined();
    expect(existsSync(cluster.host)).toBe(false);
    expect(await query((await open()).connection('postgres'), 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('of its parent a server that nobody can reach any more is replaced', async () => {
    const opener = spawnOpener(scratch, dataDir);
    const { pid } = await opener.said;
    await opener.kill();
    const socketDir = readFileSync(pidFile(), 'utf8').split('\n')[4] ?? '';
    rmSync(path.join(socketDir, '.s.PGSQL.5432'));

    const cluster = await open();
    expect(cluster.reused).toBe(false);
    expect(identify(pid ?? 0)).toBeUndefined();
    expect(existsSync(socketDir)).toBe(false);
  });

  it('of its parent a server of other programs, from before an update, is replaced', async () => {
    const opener = spawnOpener(scratch, dataDir);
    const { pid } = await opener.said;
    await opener.kill();
    const { binDir, source } = findBinaries();
    if (source !== 'npm') return;
    const native = path.join(scratch.folder, 'native');
    cpSync(path.dirname(binDir), native, { recursive: true, verbatimSymlinks: true });

    const cluster = await openCluster({ dataDir, binDir: path.join(native, 'bin') });
    opened.push(cluster);
    expect(cluster.reused).toBe(false);
    expect(identify(pid ?? 0)).toBeUndefined();
  });

  it('of its parent the server is not taken for that of a copy of its folder', async () => {
    const opener = spawnOpener(scratch, dataDir);
    const { pid } = await opener.said;
    await opener.kill();
    const copy = scratch.cluster('copy');
    cpSync(dataDir, copy, { recursive: true });

    const cluster = await openCluster({ dataDir: copy });
    opened.push(cluster);
    expect(cluster.pid).not.toBe(pid);
    expect(identify(pid ?? 0)).toBeDefined();
  });

  it('of a taken-over server its new owner is told', async () => {
    const opener = spawnOpener(scratch, dataDir);
    await opener.said;
    await opener.kill();
    let told = false;
    const cluster = await openCluster({ dataDir, onExit: () => (told = true) });
    opened.push(cluster);
    await kill(cluster.pid);
    await until(() => told);
  });

  it('of the server its committed rows are all there', async () => {
    const first = await open();
    await query(first.connection('postgres'), 'create table kept (n int)');
    await query(first.connection('postgres'), 'insert into kept select generate_series(1, 1000)');
    await kill(first.pid);
    await first.stop();
    expect(existsSync(pidFile())).toBe(true);

    const second = await open();
    expect(second.reused).toBe(false);
    expect(existsSync(first.host)).toBe(false);
    const rows = await query(second.connection('postgres'), 'select count(*)::int as n from kept');
    expect(rows).toEqual([{ n: 1000 }]);
  });

  it('of both, a stranger that got the number of the server is left alone', async () => {
    const first = await open();
    await kill(first.pid);
    await first.stop();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', cwd: '/', ...(isRoot() ? nobody : {}) });
    replacePid(stranger.pid ?? 0);

    expect((await open()).reused).toBe(false);
    expect(identify(stranger.pid ?? 0)).toBeDefined();
    stranger.kill('SIGKILL');
  });

  it('an empty file in place of the number of the server does no harm', async () => {
    const first = await open();
    await kill(first.pid);
    await first.stop();
    writeFileSync(pidFile(), '');
    expect((await open()).reused).toBe(false);
  });

  it('of the server the next start waits for its children to let go of the data', async () => {
    const first = await open();
    const { session, pid } = await beginLongSession(first);
    process.kill(pid, 'SIGSTOP');
    await kill(first.pid);
    await first.stop();

    let isOpen = false;
    const opening = open().then(() => (isOpen = true));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(isOpen).toBe(false);
    process.kill(pid, 'SIGCONT');
    await opening;
    expect(await session).toBe('cut');
  });

  it('in the middle of its making nothing half-made is left', async () => {
    const opener = spawnOpener(scratch, dataDir);
    await until(
      () => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('data.new-')),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await opener.kill();
    expect(existsSync(path.join(dataDir, 'data'))).toBe(false);

    const cluster = await open();
    expect(cluster.reused).toBe(false);
    expect(await query(cluster.connection('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is not needed to stop: a server that cannot end its sessions is ended the hard way', async () => {
    const cluster = await open();
    const { session, pid } = await beginLongSession(cluster);
    process.kill(pid, 'SIGSTOP');
    const server = identify(cluster.pid);
    if (!server) throw new Error('No server');
    await endServer(server, undefined, 200);
    expect(identify(cluster.pid)).toBeUndefined();
    expect(await session).toBe('cut');
  });
});
