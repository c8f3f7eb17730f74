import { randomBytes } from 'node:crypto';
import type { ConnectionTarget } from '@corridor/database';
import pg from 'pg';

/** A database of a test's own, gone when it ends. */
export interface TestDatabase {
  readonly target: ConnectionTarget;
  drop(): Promise<unknown>;
}

/** The cluster that Jest's global set-up started (scripts/test-world.mjs). */
export function testCluster(): ConnectionTarget {
  const { CORRIDOR_TEST_CLUSTER: cluster } = process.env;
  if (!cluster) throw new Error('no test cluster: run tests through `npm test` or `node scripts/jest.mjs`');
  return JSON.parse(cluster) as ConnectionTarget;
}

/** A database of the same cluster. */
function databaseOf(cluster: ConnectionTarget, database: string): ConnectionTarget {
  if (!('connectionString' in cluster)) return { ...cluster, database };
  const url = new URL(cluster.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
}

/** Where the service's database with the compiled facts is; tests copy it. */
export const templateTarget = (cluster: ConnectionTarget, service: string) =>
  databaseOf(cluster, `corridor_test_template_${service}`);

/** Runs one statement past the service, to change what it will find; returns how many rows it touched. */
export async function runStatement(target: ConnectionTarget, text: string, values: readonly unknown[] = []) {
  const client = new pg.Client(target);
  await client.connect();
  try {
    const { rowCount } = await client.query(text, [...values]);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const administrate = (statement: string) => runStatement(databaseOf(testCluster(), 'postgres'), statement);

/** Two copies of one template at once disturb each other; a little patience is enough. */
async function administratePatiently(statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await administrate(statement);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100));
    }
  }
}

/** An empty database, or a copy of a template. */
export async function createDatabase(template?: string): Promise<TestDatabase> {
  const name = `corridor_test_${randomBytes(6).toString('hex')}`;
  await administratePatiently(`create database ${name} template ${template ?? 'template0'}`);
  return {
    target: databaseOf(testCluster(), name),
    drop: () => administrate(`drop database if exists ${name} with (force)`),
  };
}

/** A copy of a service's database with its compiled facts. */
export const openTestDatabase = (service: string): Promise<TestDatabase> =>
  createDatabase(`corridor_test_template_${service}`);
