import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Account, canEnter, isRoot, nobody } from './account.js';
import { ClusterError } from './cluster-error.js';
import { makeFolder } from './make-folder.js';

/** Where one cluster lives and who runs it. */
export interface Place {
  /** The folder that was asked for, free of symbolic links. */
  readonly wished: string;
  /** The folder in use: holds everything of the cluster, that is data, log, locks, and copied programs if need be. */
  readonly folder: string;
  /** PostgreSQL's own data directory. */
  readonly pgData: string;
  /** Set only when this process is root. */
  readonly account: Account | undefined;
}

const pgDataOf = (folder: string): string => path.join(folder, 'data');

/** Where root keeps a cluster whose wished folder other users cannot reach: one fixed folder per wished folder. */
export function awayFolder(folder: string): string {
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return path.join('/var/tmp', `embedded-postgres-${mark}`);
}

/** Everybody may write to /var/tmp, so a folder that stands there already counts only if root made it. */
export function isTrustedAway(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return false;
  if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return true;
  throw new ClusterError(
    'PERMISSION_DENIED',
    `${folder} does not belong to root alone: remove it, then try again.`,
  );
}

/** Existing data are run by their owner, so that root and that user can take turns. */
function ownerOf(pgData: string): Account {
  const { uid, gid } = statSync(pgData);
  return uid === 0 ? nobody : { uid, gid };
}

function makeAwayFolder(folder: string): string {
  const away = awayFolder(folder);
  if (!isTrustedAway(away)) {
    makeFolder(away);
    chmodSync(away, 0o755); // Whatever the umask says.
  }
  return isTrustedAway(away) ? away : makeAwayFolder(folder);
}

function findPlaceAsRoot(folder: string): Place {
  const pgData = pgDataOf(folder);
  if (existsSync(pgData)) {
    const account = ownerOf(pgData);
    if (canEnter(folder, account)) return { wished: folder, folder, pgData, account };
    throw new ClusterError(
      'NOT_REACHABLE',
      `The database in ${folder} cannot be opened: its owner, user id ${account.uid}, may not enter that folder.`,
    );
  }
  const away = awayFolder(folder);
  const stays = canEnter(folder, nobody) && !(isTrustedAway(away) && existsSync(pgDataOf(away)));
  const chosen = stays ? folder : makeAwayFolder(folder);
  return { wished: folder, folder: chosen, pgData: pgDataOf(chosen), account: nobody };
}

/** Makes the folder if it is missing and finds where its cluster is, or is to be. */
export function findPlace(dataDir: string): Place {
  makeFolder(dataDir);
  const folder = realpathSync(dataDir);
  return isRoot()
    ? findPlaceAsRoot(folder)
    : { wished: folder, folder, pgData: pgDataOf(folder), account: undefined };
}
