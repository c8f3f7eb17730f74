import { ConfigError } from '@corridor/config';
import { DatabaseProblem } from '@corridor/database';
import { ClusterError, type ClusterErrorCode } from '@corridor/embedded-postgres';
import { FactError } from '@corridor/facts';
import { ChecksumError, DownloadError, FileError, MirrorError } from '@corridor/importing';
import { UserProblem } from './user-problem.js';

const forPeople = [
  UserProblem,
  ConfigError,
  ClusterError,
  DatabaseProblem,
  FactError,
  ChecksumError,
  DownloadError,
  FileError,
  MirrorError,
];

const fileProblems: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
};

const elsewhere = 'DATA_DIR sets another folder.';

/** What to do about a problem of the embedded database, in this product's words. */
const remedies: Readonly<Partial<Record<ClusterErrorCode, string>>> = {
  DISK_FULL: elsewhere,
  NOT_A_FOLDER: elsewhere,
  PERMISSION_DENIED: elsewhere,
  READ_ONLY: elsewhere,
  VERSION: '`npm run reset` empties it, PG_BIN names the folder of other programs.',
};

/** One sentence where the error is the user's to solve, the stack where it is ours. */
export function explain(error: unknown): string {
  const remedy = error instanceof ClusterError && remedies[error.code];
  if (remedy) return `${error.message} ${remedy}`;
  if (forPeople.some((type) => error instanceof type)) return (error as Error).message;
  const { code = '', path, message } = error as NodeJS.ErrnoException;
  if (code === 'SERVICE_UNAVAILABLE') return message; // a store lost its database in the middle
  const problem = fileProblems[code];
  if (problem) return `${path ?? 'A file'} cannot be written: ${problem}.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
