import { type ChildProcess, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from './ask-data-directory.js';
import { ClusterError } from './cluster-error.js';
import { programIn } from './find-binaries.js';
import { type ProcessIdentity, isRunning } from './processes.js';

/** The main process of a running server. */
export interface Postmaster {
  readonly process: ProcessIdentity;
  readonly address: Address;
  /** Set when this process started it; a server found running belongs to nobody. */
  readonly child: ChildProcess | undefined;
}

const fastLimitMs = 10_000;
const immediateLimitMs = 10_000;
const pollMs = 10;
const watchMs = 1_000;

async function hasEnded(server: ProcessIdentity, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (isRunning(server)) {
    if (Date.now() > deadline) return false;
    await sleep(pollMs);
  }
  return true;
}

function signal({ pid }: ProcessIdentity, name: 'SIGINT' | 'SIGQUIT', binDir: string | undefined): void {
  if (process.platform === 'win32' && binDir) {
    // Node has no signals there, and PostgreSQL listens to a pipe instead.
    spawnSync(programIn(binDir, 'pg_ctl'), ['kill', name.slice(3), String(pid)]);
    return;
  }
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Ends a server: its sessions are cut and the data are written out; after ten seconds it ends at once, and
 * recovers at its next start. No committed row is lost in either way.
 * @throws ClusterError STOP_FAILED when it lives on even then.
 */
export async function endServer(
  server: ProcessIdentity,
  binDir?: string,
  limitMs = fastLimitMs,
): Promise<void> {
  if (!isRunning(server)) return;
  signal(server, 'SIGINT', binDir);
  if (await hasEnded(server, limitMs)) return;
  signal(server, 'SIGQUIT', binDir);
  if (await hasEnded(server, immediateLimitMs)) return;
  throw new ClusterError('STOP_FAILED', `PostgreSQL, process ${server.pid}, does not stop.`);
}

/** Calls back once when the server has ended; returns a function that stops watching. Keeps no process alive. */
export function watchServer({ process: server, child }: Postmaster, onEnd: () => void): () => void {
  if (child) {
    child.once('exit', onEnd);
    return () => child.off('exit', onEnd);
  }
  const timer = setInterval(() => {
    if (isRunning(server)) return;
    clearInterval(timer);
    onEnd();
  }, watchMs).unref();
  return () => clearInterval(timer);
}
