import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '@corridor/config';
import { ensureDatabase, openDatabase, sql, type ConnectionTarget, type Database } from '@corridor/database';
import { openCluster, type Cluster } from '@corridor/embedded-postgres';
import { events } from '@corridor/events';
import { openService, type OpenService } from '@corridor/subgraph';
import pg from 'pg';

const name = 'corridor_events';
const asPrimary = ['wal_level=replica', 'max_wal_senders=4', 'hot_standby=on'];
const logger = createLogger('events', 'silent');

let folder: string;
let clusters: Cluster[];
let databases: Database[];
let service: OpenService | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'corridor-replication-'));
  chmodSync(folder, 0o755); // started by root, the server runs as another user who must get in
  [clusters, databases, service] = [[], [], undefined];
});
afterEach(async () => {
  await service?.close();
  await Promise.all(databases.map((database) => database.close()));
  for (const cluster of clusters.toReversed()) await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startServer(dataDir: string, settings: readonly string[] = []): Promise<Cluster> {
  const cluster = await openCluster({ dataDir: path.join(folder, dataDir), settings });
  clusters.push(cluster);
  return cluster;
}

async function withClient<Result>(target: object, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client(target);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const asReplica = ({ host, port }: Cluster) => [
  ...asPrimary,
  `primary_conninfo=host=${host} port=${port} user=postgres`,
];

/** A replica as docs/replication.md makes one, with a copy of the files in place of `pg_basebackup`, which npm's PostgreSQL lacks. */
async function startReplica(primary: Cluster): Promise<Cluster> {
  const data = path.join(folder, 'replica', 'data');
  await withClient(primary.connection('postgres'), async (client) => {
    await client.query(`select pg_backup_start('replica', true)`);
    cpSync(path.join(primary.dataDir, 'data'), data, {
      recursive: true,
      filter: (file) => !/postmaster\.(pid|opts)$|pg_wal\/.|pg_replslot\/./.test(file),
    });
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
    writeFileSync(path.join(data, 'backup_label'), rows[0]!.labelfile);
  });
  writeFileSync(path.join(data, 'standby.signal'), '');
  return startServer('replica', asReplica(primary));
}

async function openEvents(
  target: ConnectionTarget,
  replicas: readonly ConnectionTarget[],
): Promise<Database> {
  const { entities, migrations } = events;
  const database = await openDatabase({ target, replicas, name: 'events', entities, migrations });
  databases.push(database);
  return database;
}

/** Waits until the replica has all that the primary has written. */
async function catchUp(primary: Cluster, replica: Cluster): Promise<void> {
  const written = await withClient(primary.connection('postgres'), async (client) => {
    const { rows } = await client.query<{ lsn: string }>('select pg_current_wal_lsn() as lsn');
    return rows[0]!.lsn;
  });
  await withClient(replica.connection('postgres'), async (client) => {
    for (let waited = 0; waited < 200; waited += 1) {
      const { rows } = await client.query('select pg_last_wal_replay_lsn() >= $1::pg_lsn as done', [written]);
      if (rows[0]?.done) return;
      await sleep(50);
    }
    throw new Error('the replica did not catch up');
  });
}

const ask = async () => {
  const query = '{events(filter:{countries:["PK"]},first:3){totalCount nodes{id title}}}';
  const result = await service!.execute({ query }, 'replication');
  expect(result.errors).toBeUndefined();
  return result.data;
};

it('when the primary dies, reads go on, writes fail clearly, and a promoted replica takes over', async () => {
  const primary = await startServer('primary', asPrimary);
  const replica = await startReplica(primary);
  await ensureDatabase(primary.connection(name), { owner: name });
  const [target, copy] = [primary.connection(name, name), replica.connection(name, name)];
  service = await openService(events, { target, replicas: [copy], logger });
  await service.loaded;
  const database = await openEvents(target, [copy]);
  await catchUp(primary, replica);
  const before = await ask();
  const [where] = await database.rows<{ isCopy: boolean }>(sql`select pg_is_in_recovery() as is_copy`);
  expect(where).toEqual({ isCopy: true });

  process.kill(primary.pid, 'SIGKILL');
  expect(await ask()).toEqual(before);
  const write = (to: Database) =>
    to.transaction((transaction) => transaction.rows(sql`delete from import_run returning id`));
  await expect(write(database)).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    message: 'The database cannot be reached.',
  });
  expect(await ask()).toEqual(before);

  await withClient(replica.connection('postgres'), (client) => client.query('select pg_promote()'));
  expect(await write(await openEvents(copy, []))).toEqual([]);
});

it('a replica that is away is passed over, and asked again when it is back', async () => {
  const primary = await startServer('primary', asPrimary);
  const replica = await startReplica(primary);
  await ensureDatabase(primary.connection(name), { owner: name });
  const address = path.join(folder, 'replica-socket'); // stays when a new server listens in another folder
  symlinkSync(replica.host, address);
  const copy = { ...replica.connection(name, name), host: address };
  const database = await openEvents(primary.connection(name, name), [copy]);
  await catchUp(primary, replica);
  const isCopy = async () =>
    (await database.rows<{ isCopy: boolean }>(sql`select pg_is_in_recovery() as is_copy`))[0]?.isCopy;
  expect(await isCopy()).toBe(true);
  await replica.stop();
  expect(await isCopy()).toBe(false);
  const again = await startServer('replica', asReplica(primary));
  rmSync(address);
  symlinkSync(again.host, address);
  for (let waited = 0; waited < 100 && !(await isCopy()); waited += 1) await sleep(100);
  expect(await isCopy()).toBe(true);
});

it('a statement that writes goes to the primary, also outside of a transaction', async () => {
  const primary = await startServer('primary', asPrimary);
  const replica = await startReplica(primary);
  await ensureDatabase(primary.connection(name), { owner: name });
  const database = await openEvents(primary.connection(name, name), [replica.connection(name, name)]);
  await catchUp(primary, replica);
  expect(await database.rows(sql`delete from import_run returning id`)).toEqual([]);
});
