/** Jest's global tear-down: stops the tests' PostgreSQL and removes its folder. */
import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { cluster, folder } = globalThis.corridorTestCluster ?? {};
  if (!cluster) return;
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
