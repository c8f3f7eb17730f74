import pg from 'pg';
import type { ConnectionTarget } from './connection-target.js';
import { toClientError } from './database-error.js';
import { DatabaseProblem, checkServer, toDatabaseProblem } from './database-problem.js';

function targetName(target: ConnectionTarget): string {
  const name =
    'database' in target
      ? target.database
      : decodeURIComponent(new URL(target.connectionString).pathname.slice(1));
  if (!/^[\w-]+$/.test(name))
    throw new DatabaseProblem(
      'A database address must end in the name of the database, of letters, digits, _ and -.',
    );
  return name;
}

const withDatabase = (target: ConnectionTarget, database: string): pg.ClientConfig => {
  if ('database' in target) return { ...target, database };
  const url = new URL(target.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
};

async function createOwner(client: pg.Client, owner: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [owner]);
  if (rowCount === 0) await client.query(`create role "${owner}" login`).catch(ignoreExisting);
}

async function createDatabase(client: pg.Client, name: string, owner: string | undefined): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  const ownedBy = owner ? `owner "${owner}"` : '';
  await client
    .query(`create database "${name}" ${ownedBy} template template0 encoding 'UTF8'`)
    .catch((error: { code?: string }) => {
      if (error.code === '42501')
        throw new DatabaseProblem(
          `The database ${name} does not exist and "${client.user ?? ''}" may not create it: create it first.`,
        );
      ignoreExisting(error);
    });
}

/** Another process was faster. */
function ignoreExisting(error: { code?: string }): void {
  if (!['42P04', '42710', '23505'].includes(error.code ?? '')) throw error;
}

async function withClient<Result>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function exists(target: ConnectionTarget): Promise<boolean> {
  try {
    return await withClient(target, async (client) => {
      const { rows } = await client.query<{ version: number; encoding: string }>(
        "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
      );
      if (rows[0]) checkServer(target, rows[0]);
      return true;
    });
  } catch (error) {
    if ((error as { code?: string }).code === '3D000') return false;
    throw error;
  }
}

/**
 * Creates the database if the cluster does not have it.
 * @param options.owner a role to own it, created too if missing: only for a superuser
 * @throws DatabaseProblem when the role may not create it, the server is too old, or the address names no database
 */
export async function ensureDatabase(
  target: ConnectionTarget,
  { owner }: { readonly owner?: string } = {},
): Promise<void> {
  const name = targetName(target);
  if (owner !== undefined && !/^[\w-]+$/.test(owner))
    throw new TypeError('expected a role name of letters, digits, _ and -');
  try {
    if (await exists(target)) return;
    await withClient(withDatabase(target, 'postgres'), async (client) => {
      if (owner !== undefined) await createOwner(client, owner);
      await createDatabase(client, name, owner);
    });
  } catch (error) {
    throw toDatabaseProblem(toClientError(error), target);
  }
}
