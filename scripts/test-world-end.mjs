/** Jest's global tear-down: stops the tests' PostgreSQL and removes its folder. */
import { rm } from 'node:fs/promises';
import path from 'node:path';

export default async function tearDown() {
  const cluster = globalThis.corridorTestCluster;
  if (!cluster) return;
  await cluster.stop();
  await rm(path.dirname(cluster.dataDir), { recursive: true, force: true });
}
