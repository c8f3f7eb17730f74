import { closeSync, constants, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** What a running server says of itself in its data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly pgData: string;
  readonly port: number;
  readonly socketDir: string;
  /** `starting`, `ready`, `stopping` or `standby`; empty in the first moments. */
  readonly status: string;
}

const fileOf = (pgData: string): string => path.join(pgData, 'postmaster.pid');

function readLines(pgData: string): string[] | undefined {
  try {
    return readFileSync(fileOf(pgData), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Reads `postmaster.pid`; undefined when there is none or it holds no process number. */
export function readPostmasterFile(pgData: string): PostmasterFile | undefined {
  const lines = readLines(pgData);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0)) return undefined;
  return {
    pid,
    pgData: lines[1] ?? '',
    port: Number(lines[3]),
    socketDir: lines[4] ?? '',
    status: lines[7]?.trim() ?? '',
  };
}

/**
 * Tells PostgreSQL that the process named in its file is not a server. It takes its own parent's number for stale, so
 * our number goes in; the other lines stay, because with them it still finds out whether children of a killed
 * server use the shared memory. An empty file, left by a full disk or a cut, it would refuse: that one goes.
 */
export function disownPostmasterFile(pgData: string): void {
  const lines = readLines(pgData);
  if (!lines) return;
  if (lines.length < 2) return rmSync(fileOf(pgData), { force: true });
  // The folder may belong to a lesser user than this process: no symbolic link of theirs is followed.
  const fd = openSync(fileOf(pgData), constants.O_WRONLY | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0));
  writeSync(fd, [String(process.pid), ...lines.slice(1)].join('\n'));
  closeSync(fd);
}
