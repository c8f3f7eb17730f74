import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askDataDirectory } from './ask-data-directory.js';
import { programIn } from './find-binaries.js';
import { type Postmaster, endServer } from './postmaster.js';
import { type PostmasterFile, disownPostmasterFile, readPostmasterFile } from './postmaster-file.js';
import { commandLine, identify, isRunning } from './processes.js';
import { removeSocketFolder } from './socket-folder.js';

const answerLimitMs = 2_000;
const startLimitMs = 120_000;
const pollMs = 20;

/** Whether the process named in the file is the server of these data, and not a later process of the same number. */
function isServerOf(file: PostmasterFile, pgData: string): boolean {
  if (file.pgData !== pgData) return false;
  // Windows shows no command lines; there the answer on the address decides alone.
  return process.platform === 'win32' || commandLine(file.pid).includes(`-D ${pgData} `);
}

/** A server of other programs, from before an update say, is not taken over: its files may be gone. */
const runsFrom = (pid: number, binDir: string | undefined): boolean =>
  !binDir || process.platform === 'win32' || commandLine(pid).startsWith(`${programIn(binDir, 'postgres')} `);

async function waitWhileStarting(pgData: string, pid: number): Promise<PostmasterFile | undefined> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const file = readPostmasterFile(pgData);
    const starting = file?.pid === pid && (file.status === 'starting' || file.status === '');
    if (!starting || !identify(pid) || Date.now() > deadline) return file?.pid === pid ? file : undefined;
    await sleep(pollMs);
  }
}

/**
 * Takes over the server that a killed parent left running. One of ours that does not answer is ended; a file that
 * names a stranger or a dead process is made harmless. In these cases there is nothing to take over.
 */
export async function adoptPostmaster(pgData: string, binDir?: string): Promise<Postmaster | undefined> {
  const found = readPostmasterFile(pgData);
  const server = found && identify(found.pid);
  if (!found || !server || !isServerOf(found, pgData)) {
    if (found && found.pgData === pgData) removeSocketFolder(found.socketDir, found.port);
    disownPostmasterFile(pgData);
    return undefined;
  }
  const file = await waitWhileStarting(pgData, found.pid);
  if (file?.status === 'ready' && runsFrom(found.pid, binDir)) {
    const address = { host: file.socketDir || '127.0.0.1', port: file.port };
    const answer = await askDataDirectory(address, answerLimitMs);
    if (answer !== undefined && path.resolve(answer) === pgData && isRunning(server)) {
      return { process: server, address, child: undefined };
    }
  }
  await endServer(server, binDir);
  if (file) removeSocketFolder(file.socketDir, file.port);
  return undefined;
}
