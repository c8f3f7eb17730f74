/** A PostgreSQL of this run's own, with the memory of a server and the durability of any, that counts what statements take. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { ensureDatabase } from '@corridor/database';
import { openCluster } from '@corridor/embedded-postgres';

export const settings = [
  'shared_buffers=1GB',
  'effective_cache_size=8GB',
  'maintenance_work_mem=256MB',
  'max_wal_size=4GB',
  'checkpoint_timeout=15min',
];
const counting = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_planning=on'];
const services = ['countries', 'projects', 'events'];

export async function openServer() {
  const folder = mkdtempSync(path.join(tmpdir(), 'corridor-bench-data-'));
  chmodSync(folder, 0o755);
  const cluster = await openCluster({ dataDir: folder, settings: [...settings, ...counting] });
  for (const name of services) await ensureDatabase(cluster.connection(name), { owner: 'postgres' });
  const client = new pg.Client(cluster.connection('postgres'));
  await client.connect();
  await client.query('create extension if not exists pg_stat_statements');
  const inEvents = new pg.Client(cluster.connection('events'));
  await inEvents.connect();
  return {
    folder,
    targets: Object.fromEntries(services.map((name) => [name, cluster.connection(name)])),
    /** Rows of a statement in the events' database. */
    rows: async (text, values) => (await inEvents.query(text, values)).rows,
    /** What the services' statements took in all databases since the server began, in milliseconds. */
    async databaseTime() {
      const { rows } = await client.query(`
        select coalesce(sum(total_exec_time + total_plan_time), 0)::double precision as ms
        from pg_stat_statements join pg_database on oid = dbid where datname = any($1)`, [services]);
      return rows[0].ms;
    },
    /** The statements that took longest since the server began, for finding out what is slow. */
    async slowest(limit) {
      const { rows } = await client.query(`
        select calls::integer, (total_exec_time / calls)::integer as ms, (total_plan_time / calls)::integer as planning, regexp_replace(query, '\\s+', ' ', 'g') as text
        from pg_stat_statements join pg_database on oid = dbid where datname = any($1) order by total_exec_time / calls desc limit $2`, [services, limit]);
      return rows;
    },
    forget: () => client.query('select pg_stat_statements_reset()'),
    async close() {
      await client.end();
      await inEvents.end();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
