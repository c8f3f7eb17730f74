import { randomBytes } from 'node:crypto';
import { chownSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.js';
import { ClusterInUseError } from './cluster-error.js';
import { makeFolder } from './make-folder.js';
import { identify, isRunning } from './processes.js';

/** The right to use a cluster folder, held until released or until this process ends, however it ends. */
export interface Claim {
  release(): void;
}

const attempts = 5;

const claimsOf = (folder: string): string => path.join(folder, 'locks');

function writeClaim(folder: string, name: string, account: Account | undefined): void {
  const claims = claimsOf(folder);
  // A rival that is letting go may remove the folder between the two calls.
  for (let tries = 0; ; tries += 1) {
    try {
      if (makeFolder(claims) && account) chownSync(claims, account.uid, account.gid);
      writeFileSync(path.join(claims, name), '');
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === attempts) throw error;
    }
  }
}

/** Process number of a live rival; claims of the dead are swept away, as their names are never used again. */
function findRival(folder: string, own: string): number | undefined {
  let rival: number | undefined;
  for (const name of readdirSync(claimsOf(folder))) {
    if (name === own) continue;
    const [pid, started = ''] = name.split('-');
    if (isRunning({ pid: Number(pid), started })) rival = Number(pid);
    else rmSync(path.join(claimsOf(folder), name), { force: true });
  }
  return rival;
}

function dropClaim(folder: string, name: string): void {
  rmSync(path.join(claimsOf(folder), name), { force: true });
  try {
    rmdirSync(claimsOf(folder));
  } catch {
    // A rival's claim is in there: the folder stays.
  }
}

/**
 * Claims a cluster folder for this process.
 *
 * Everybody first writes a claim under a name of its own (process number, moment of start, chance) and only then looks
 * for others: whoever sees none holds the folder, since any later claimant must see that claim. Two that see each
 * other both step back and try again after a random pause. Unlike one lock file this has no moment of taking over a
 * dead holder's file, in which two could each believe they won.
 * @throws ClusterInUseError when a live process (this one included) holds it.
 */
export async function claimFolder(folder: string, account: Account | undefined): Promise<Claim> {
  const started = identify(process.pid)?.started ?? '';
  const name = `${process.pid}-${started}-${randomBytes(6).toString('hex')}`;
  for (let attempt = 1; ; attempt += 1) {
    writeClaim(folder, name, account);
    const rival = findRival(folder, name);
    if (rival === undefined) return { release: () => dropClaim(folder, name) };
    dropClaim(folder, name);
    if (attempt === attempts) throw new ClusterInUseError(folder, rival);
    await sleep(10 + Math.random() * 50);
  }
}
