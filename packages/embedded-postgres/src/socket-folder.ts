import { chownSync, mkdtempSync, rmSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canEnter } from './account.js';
import { ClusterError } from './cluster-error.js';
import type { Place } from './find-place.js';

const prefix = 'pg-socket-';

/** A socket's whole path may have 103 bytes on macOS, 107 on Linux; our own part takes 32 of them. */
const maxBaseBytes = 70;

/**
 * Makes the folder for the server's socket, open to its account alone: whoever can enter needs no password.
 * It lies in the temporary folder, since paths inside a project are often too long for a socket.
 */
export function makeSocketFolder({ folder, account }: Place): string {
  let failure: unknown;
  for (const base of [tmpdir(), '/tmp', folder]) {
    if (Buffer.byteLength(base) > maxBaseBytes || !canEnter(base, account)) continue;
    try {
      const made = mkdtempSync(path.join(base, prefix));
      if (account) chownSync(made, account.uid, account.gid);
      return made;
    } catch (error) {
      failure = error;
    }
  }
  throw (
    failure ??
    new ClusterError(
      'NOT_REACHABLE',
      `PostgreSQL's socket has no place: neither ${tmpdir()} nor /tmp can be entered.`,
    )
  );
}

/** Removes a socket folder of our making; anything else that such a path might name is left alone. */
export function removeSocketFolder(folder: string, port: number): void {
  if (!path.basename(folder).startsWith(prefix)) return;
  try {
    rmSync(path.join(folder, `.s.PGSQL.${port}`), { force: true });
    rmSync(path.join(folder, `.s.PGSQL.${port}.lock`), { force: true });
    rmdirSync(folder);
  } catch {
    // Somebody else's, not empty or gone: nothing depends on it.
  }
}
