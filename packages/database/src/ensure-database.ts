import pg from 'pg';
import type { ConnectionTarget } from './connection-target.js';
import { toClientError } from './database-error.js';

function targetName(target: ConnectionTarget): string {
  const name =
    'database' in target
      ? target.database
      : decodeURIComponent(new URL(target.connectionString).pathname.slice(1));
  if (!/^[\w-]+$/.test(name)) throw new TypeError('expected a database name of letters, digits, _ and -');
  return name;
}

const withDatabase = (target: ConnectionTarget, database: string): pg.ClientConfig => {
  if ('database' in target) return { ...target, database };
  const url = new URL(target.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
};

/**
 * Creates the database if the cluster does not have it.
 * @throws Error with a sentence for the operator when the role may not create databases
 */
export async function ensureDatabase(target: ConnectionTarget): Promise<void> {
  const name = targetName(target);
  const client = new pg.Client({ ...withDatabase(target, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0)
      await client
        .query(`create database "${name}" template template0 encoding 'UTF8'`)
        .catch((error: { code?: string }) => {
          if (error.code === '42501')
            throw new Error(
              `The database ${name} does not exist and the role may not create it: create it first.`,
            );
          if (error.code !== '42P04' && error.code !== '23505') throw error; // another process was faster
        });
  } catch (error) {
    throw toClientError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
