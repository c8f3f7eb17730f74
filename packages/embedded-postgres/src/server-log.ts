import { closeSync, fchownSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from './find-place.js';

const maxBytes = 10 * 1024 * 1024;
const tailLines = 20;

/** Name of PostgreSQL's own log within a cluster folder. */
export const logName = 'postgres.log';

/** The log, open for the server to write to. */
export interface ServerLog {
  readonly fd: number;
  /** Its length in bytes when it was opened. */
  readonly start: number;
  close(): void;
}

const fileIn = (folder: string): string => path.join(folder, logName);

/** The last twenty lines of the log, or of what follows `start`. */
export function readLastLines(folder: string, start = 0): string {
  const text = readFileSync(fileIn(folder)).subarray(start).toString('utf8');
  return text.trim().split('\n').slice(-tailLines).join('\n');
}

/** Opens the log for appending; begins it anew once it has grown beyond 10 MB. */
export function openServerLog({ folder, account }: Place): ServerLog {
  const fd = openSync(fileIn(folder), 'a', 0o600);
  if (account) fchownSync(fd, account.uid, account.gid);
  if (fstatSync(fd).size > maxBytes) ftruncateSync(fd);
  return { fd, start: fstatSync(fd).size, close: () => closeSync(fd) };
}
