import path from 'node:path';
import { askDataDirectory } from './ask-data-directory.js';
import { asClusterError } from './cluster-error.js';
import { findPlace } from './find-place.js';
import type { Cluster } from './open-cluster.js';
import { readPostmasterFile } from './postmaster-file.js';

const answerLimitMs = 2_000;

/**
 * How to reach the server that another process has open in this folder, for a command that works beside it; it stays
 * that process's to stop. Undefined when no server answers there.
 */
export async function findRunningCluster(dataDir: string): Promise<Cluster['connection'] | undefined> {
  const wished = path.resolve(dataDir);
  try {
    const { pgData } = findPlace(wished);
    const file = readPostmasterFile(pgData);
    if (file?.status !== 'ready') return undefined;
    const { port, socketDir } = file;
    const host = socketDir || '127.0.0.1';
    const answer = await askDataDirectory({ host, port }, answerLimitMs);
    if (answer === undefined || path.resolve(answer) !== pgData) return undefined;
    return (database, user = 'postgres') => ({ host, port, user, database });
  } catch (error) {
    throw asClusterError(error, wished);
  }
}
