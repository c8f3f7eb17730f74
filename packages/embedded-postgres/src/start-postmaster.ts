import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from './ask-data-directory.js';
import { ClusterError, postgresFailure } from './cluster-error.js';
import { programIn } from './find-binaries.js';
import type { Place } from './find-place.js';
import { type Postmaster, endServer } from './postmaster.js';
import { readPostmasterFile } from './postmaster-file.js';
import type { Programs } from './prepare-binaries.js';
import { identify } from './processes.js';
import { type ServerLog, openServerLog, readLastLines } from './server-log.js';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.js';

/** Small enough for a laptop, and every commit is on disk: `fsync` keeps its default. */
const settings: readonly string[] = [
  'shared_buffers=32MB',
  'max_connections=60',
  'jit=off',
  'autovacuum=on',
  'max_wal_size=256MB',
  'min_wal_size=32MB',
  // Nobody replicates from here, and without that bulk loads write far less log.
  'wal_level=minimal',
  'max_wal_senders=0',
  'log_checkpoints=off',
  'timezone=UTC',
  'log_timezone=UTC',
];

const pollMs = 5;
const socketPort = 5432;
/** Recovery after a crash replays about `max_wal_size` of log: seconds, unless the disk is very slow. */
const readyLimitMs = 120_000;

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function chooseAddress(place: Place): Promise<Address> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await findFreePort() };
  return { host: makeSocketFolder(place), port: socketPort };
}

function listenSettings({ host, port }: Address): readonly string[] {
  if (!host.startsWith('/')) return [`listen_addresses=${host}`, `port=${port}`];
  return [
    'listen_addresses=',
    `unix_socket_directories=${host}`,
    'unix_socket_permissions=0700',
    `port=${port}`,
  ];
}

/** Own session, so that Ctrl-C reaches only the parent, which lets its queries end before it stops the server. */
function launch(
  programs: Programs,
  { pgData, account }: Place,
  address: Address,
  log: ServerLog,
  more: readonly string[],
): ChildProcess {
  const args = [...settings, ...more, ...listenSettings(address)].flatMap((setting) => ['-c', setting]);
  const child = spawn(programIn(programs.binDir, 'postgres'), ['-D', pgData, ...args], {
    cwd: '/',
    env: { LC_ALL: 'C' },
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
    ...account,
  });
  child.unref();
  return child;
}

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function giveUp(
  { pid = 0 }: ChildProcess,
  folder: string,
  programs: Programs,
  detail: string,
): Promise<never> {
  const server = identify(pid);
  if (server) await endServer(server, programs.binDir);
  const seconds = readyLimitMs / 1000;
  throw new ClusterError(
    'START_FAILED',
    `The database in ${folder} was not ready after ${seconds} seconds.`,
    detail,
  );
}

/** Resolves to true when the server takes queries, to false when it ended or is not ready in time. */
async function becomesReady(child: ChildProcess, pgData: string): Promise<boolean> {
  const deadline = Date.now() + readyLimitMs;
  while (!hasEnded(child) && Date.now() < deadline) {
    const file = readPostmasterFile(pgData);
    if (file?.pid === child.pid && file?.status === 'ready') return true;
    await sleep(pollMs);
  }
  return false;
}

/** On a full disk the server cannot even write down that the disk is full, so the disk is asked itself. */
function probeDisk(folder: string): void {
  const probe = path.join(folder, `.probe-${process.pid}`);
  try {
    writeFileSync(probe, Buffer.alloc(64 * 1024));
  } finally {
    rmSync(probe, { force: true });
  }
}

/**
 * Starts a server over existing data and waits until it takes queries, recovery after a crash included.
 * @throws ClusterError with the server's last lines in `detail`; a system error when the disk is full.
 */
export async function startPostmaster(
  programs: Programs,
  place: Place,
  more: readonly string[] = [],
): Promise<Postmaster> {
  const log = openServerLog(place);
  const address = await chooseAddress(place);
  try {
    const child = launch(programs, place, address, log, more);
    let failure = '';
    child.once('error', (error) => (failure = error.message));
    if (child.pid !== undefined && (await becomesReady(child, place.pgData))) {
      return { process: identify(child.pid) ?? { pid: child.pid, started: '' }, address, child };
    }
    await sleep(pollMs); // The spawn error is told one turn later.
    const detail = [failure, readLastLines(place.folder, log.start)].filter(Boolean).join('\n');
    if (hasEnded(child)) probeDisk(place.folder);
    else await giveUp(child, place.folder, programs, detail);
    throw postgresFailure('START_FAILED', place.folder, detail);
  } catch (error) {
    removeSocketFolder(address.host, address.port);
    throw error;
  } finally {
    log.close();
  }
}
