import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cluster, openCluster } from '../src/index.js';
import { identify } from '../src/processes.js';
import { type Scratch, makeScratch, query, until } from './scratch.js';

describe('a cluster', () => {
  let scratch: Scratch;
  let cluster: Cluster;

  beforeAll(async () => {
    scratch = makeScratch();
    cluster = await openCluster({ dataDir: scratch.cluster('one') });
  });
  afterAll(async () => {
    await cluster.stop();
    await scratch.remove();
  });

  it('is made on first use, at the wished place, and is not a reused one', () => {
    expect(cluster.dataDir).toBe(path.join(scratch.folder, 'one'));
    expect(cluster.reused).toBe(false);
    expect(cluster.major).toBeGreaterThanOrEqual(15);
    expect(readdirSync(cluster.dataDir).filter((name) => name.startsWith('data'))).toEqual(['data']);
  });

  it('takes connections to any database, as any user, without a password', async () => {
    await query(cluster.connection('postgres'), 'create role reader login');
    await query(cluster.connection('postgres'), 'create database atlas');
    const rows = await query(
      cluster.connection('atlas', 'reader'),
      'select current_database() as d, current_user as u',
    );
    expect(rows).toEqual([{ d: 'atlas', u: 'reader' }]);
  });

  it('listens on no network, only on a socket in a folder closed to other users', async () => {
    const rows = await query(cluster.connection('postgres'), 'show listen_addresses');
    expect(rows).toEqual([{ listen_addresses: '' }]);
    expect(statSync(cluster.host).mode & 0o777).toBe(0o700);
    expect(path.join(cluster.host, `.s.PGSQL.${cluster.port}`).length).toBeLessThan(104);
  });

  it('does not get the Ctrl-C that the terminal sends to its parent', () => {
    const group = (pid: number): string =>
      spawnSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
    expect(group(cluster.pid)).toBe(String(cluster.pid));
    expect(group(process.pid)).not.toBe(group(cluster.pid));
  });

  it('is lean and keeps every commit safe', async () => {
    const names = [
      'shared_buffers',
      'max_connections',
      'jit',
      'autovacuum',
      'fsync',
      'TimeZone',
      'full_page_writes',
    ];
    const rows = await query(
      cluster.connection('postgres'),
      'select name, current_setting(name) as value from unnest($1::text[]) as name',
      [names],
    );
    expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual({
      shared_buffers: '32MB',
      max_connections: '60',
      jit: 'off',
      autovacuum: 'on',
      fsync: 'on',
      TimeZone: 'UTC',
      full_page_writes: 'on',
    });
  });

  it('stores UTF-8, sorts by code point and knows letters beyond ASCII', async () => {
    const [row] = await query(
      cluster.connection('postgres'),
      `select current_setting('server_encoding') as encoding, array(select unnest(array['é','z','Z','a']) order by 1) as sorted,
              lower('ÇIN') as lowered`,
    );
    expect(row).toEqual({ encoding: 'UTF8', sorted: ['Z', 'a', 'z', 'é'], lowered: 'çin' });
  });

  it('offers the extensions that searching needs', async () => {
    await query(cluster.connection('postgres'), 'create extension pg_trgm');
    const [row] = await query(cluster.connection('postgres'), `select show_trgm('çin') <> '{}' as found`);
    expect(row).toEqual({ found: true });
  });

  it('stops, leaves no process, socket or lock, and opens again with its rows', async () => {
    await query(cluster.connection('postgres'), 'create table kept as select 42 as answer');
    const { pid, host, dataDir } = cluster;
    await Promise.all([cluster.stop(), cluster.stop()]);
    expect(identify(pid)).toBeUndefined();
    expect(existsSync(host)).toBe(false);
    expect(readdirSync(dataDir).sort()).toEqual(expect.arrayContaining(['data', 'postgres.log']));
    expect(existsSync(path.join(dataDir, 'locks'))).toBe(false);

    cluster = await openCluster({ dataDir });
    expect(cluster.reused).toBe(false);
    expect(await query(cluster.connection('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('stops within its limits although a session is busy', async () => {
    const busy = query(cluster.connection('postgres'), 'select pg_sleep(600)').catch(
      (error: { code: string }) => error.code,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = Date.now();
    await cluster.stop();
    expect(Date.now() - start).toBeLessThan(8_000);
    expect(await busy).toBe('57P01');
    cluster = await openCluster({ dataDir: cluster.dataDir });
  });

  it('begins its log anew at a start once that has outgrown 10 MB', async () => {
    await cluster.stop();
    const log = path.join(cluster.dataDir, 'postgres.log');
    appendFileSync(log, 'small\n');
    cluster = await openCluster({ dataDir: cluster.dataDir });
    expect(statSync(log).size).toBeGreaterThan(6);
    await cluster.stop();
    truncateSync(log, 11 * 1024 * 1024);
    cluster = await openCluster({ dataDir: cluster.dataDir });
    expect(statSync(log).size).toBeLessThan(100_000);
  });

  it('tells when the server ends by itself, with its last words, but not when it is stopped', async () => {
    const deaths: unknown[] = [];
    await cluster.stop();
    const options = { dataDir: cluster.dataDir, onExit: (death: unknown) => deaths.push(death) };
    cluster = await openCluster(options);
    process.kill(cluster.pid, 'SIGQUIT');
    await until(() => deaths.length === 1);
    expect(deaths[0]).toMatchObject({
      name: 'ClusterError',
      code: 'DIED',
      detail: expect.stringContaining('LOG:'),
    });
    await cluster.stop();
    cluster = await openCluster(options);
    await cluster.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(deaths).toHaveLength(1);
  });
});
