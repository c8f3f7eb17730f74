/**
 * Jest's global set-up: one PostgreSQL for the whole run, and in it one database per service with the compiled facts
 * loaded; tests copy those (a copy takes a tenth of a second). TEST_DATABASE_URL uses an existing cluster instead.
 */
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import tearDown from './test-world-end.mjs';

/** Where the tests' cluster is, told to the workers through the environment. */
const clusterVariable = 'CORRIDOR_TEST_CLUSTER';
const services = ['countries', 'projects', 'events'];

async function openCluster() {
  if (process.env.TEST_DATABASE_URL) return { connectionString: process.env.TEST_DATABASE_URL };
  const { openCluster: open } = await import('../packages/embedded-postgres/dist/index.js');
  const folder = await mkdtemp(path.join(tmpdir(), 'corridor-tests-'));
  await chmod(folder, 0o755); // started by root, the server runs as another user who must get in
  const cluster = await open({ dataDir: path.join(folder, 'postgres'), binDir: process.env.PG_BIN });
  globalThis.corridorTestCluster = { cluster, folder };
  return cluster.connection('postgres');
}

async function loadTemplate(name, target) {
  const { [name]: service } = await import(`../services/${name}/dist/index.js`);
  const { openService } = await import('../packages/subgraph/dist/index.js');
  const { createLogger } = await import('../packages/config/dist/index.js');
  const open = await openService(service, { target, logger: createLogger(name, 'error') });
  await open.loaded;
  await open.close();
}

export default async function setUp() {
  await build();
  const cluster = await openCluster();
  process.env[clusterVariable] = JSON.stringify(cluster);
  try {
    const { templateTarget } = await import('../packages/testkit/dist/index.js');
    await Promise.all(services.map((name) => loadTemplate(name, templateTarget(cluster, name))));
  } catch (error) {
    await tearDown();
    throw error;
  }
}
