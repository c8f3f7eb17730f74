import { existsSync, realpathSync, rmSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from './account.js';
import { adoptPostmaster } from './adopt-postmaster.js';
import { claimFolder } from './claim-folder.js';
import { asClusterError } from './cluster-error.js';
import { awayFolder, isTrustedAway } from './find-place.js';
import { listDrafts } from './make-data.js';
import { makeFolder } from './make-folder.js';
import { endServer } from './postmaster.js';
import { listCopies } from './prepare-binaries.js';
import { logName } from './server-log.js';
import { removeSocketFolder } from './socket-folder.js';

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something that is not ours lies in it, or it is a mounted volume: it stays.
  }
}

async function emptyFolder(folder: string): Promise<void> {
  const claim = await claimFolder(folder, undefined);
  try {
    const pgData = path.join(folder, 'data');
    const orphan = await adoptPostmaster(pgData);
    if (orphan) {
      await endServer(orphan.process);
      removeSocketFolder(orphan.address.host, orphan.address.port);
    }
    // Only what this package makes: the caller may have named a folder that holds more.
    for (const name of ['data', logName, ...listDrafts(folder), ...listCopies(folder)]) {
      rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    }
  } finally {
    claim.release();
  }
  removeIfEmpty(folder);
}

/**
 * Removes the cluster of a folder with all its data, wherever it was placed, and a server left running over it.
 * Other files in the folder stay; a missing folder is fine.
 * @throws ClusterInUseError while a live process has it open; ClusterError when files cannot be removed.
 */
export async function emptyCluster(dataDir: string): Promise<void> {
  const wished = path.resolve(dataDir);
  // As root there may be a cluster elsewhere even so, which is found by the real path of this folder.
  if (!existsSync(wished) && !isRoot()) return;
  try {
    makeFolder(wished);
    const folder = realpathSync(wished);
    const away = awayFolder(folder);
    if (isRoot() && isTrustedAway(away)) await emptyFolder(away);
    await emptyFolder(folder);
  } catch (error) {
    throw asClusterError(error, wished);
  }
}
