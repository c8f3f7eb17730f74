/** What went wrong, for a caller that reacts instead of printing. */
export type ClusterErrorCode =
  | 'DATA_STILL_USED'
  | 'DIED'
  | 'DISK_FULL'
  | 'INITDB_FAILED'
  | 'IN_USE'
  | 'IO'
  | 'NOT_A_FOLDER'
  | 'NOT_REACHABLE'
  | 'PERMISSION_DENIED'
  | 'READ_ONLY'
  | 'START_FAILED'
  | 'STOP_FAILED'
  | 'UNAVAILABLE'
  | 'UNKNOWN_USER'
  | 'VERSION';

/** One sentence for a person in `message`; PostgreSQL's own last lines, if it said any, in `detail`. */
export class ClusterError extends Error {
  override readonly name: string = 'ClusterError';

  constructor(
    readonly code: ClusterErrorCode,
    message: string,
    readonly detail = '',
  ) {
    super(message);
  }
}

/** No PostgreSQL that runs on this machine was found; `detail` says what was tried. */
export class PostgresUnavailableError extends ClusterError {
  override readonly name = 'PostgresUnavailableError';

  constructor(message: string, detail = '') {
    super('UNAVAILABLE', message, detail);
  }
}

/** The data were made by another major version of PostgreSQL than the one at hand. */
export class ClusterVersionError extends ClusterError {
  override readonly name = 'ClusterVersionError';

  constructor(
    folder: string,
    readonly dataMajor: number,
    readonly binaryMajor: number,
  ) {
    super(
      'VERSION',
      `The database in ${folder} was made by PostgreSQL ${dataMajor}, which PostgreSQL ${binaryMajor} cannot open: ` +
        `use the programs of PostgreSQL ${dataMajor}, or empty that folder to have it made anew.`,
    );
  }
}

/** Another live process has the cluster open. */
export class ClusterInUseError extends ClusterError {
  override readonly name = 'ClusterInUseError';

  constructor(
    folder: string,
    readonly pid: number,
  ) {
    super('IN_USE', `The database in ${folder} is in use by process ${pid}: stop that one first.`);
  }
}

const ofSystemCode: Readonly<Record<string, readonly [ClusterErrorCode, string]>> = {
  EACCES: ['PERMISSION_DENIED', 'this user may not write there'],
  EPERM: ['PERMISSION_DENIED', 'this user may not write there'],
  EROFS: ['READ_ONLY', 'that file system is read-only'],
  ENOSPC: ['DISK_FULL', 'the disk is full'],
  EDQUOT: ['DISK_FULL', 'the disk quota is used up'],
  ENOTDIR: ['NOT_A_FOLDER', 'a file stands where a folder is needed'],
  EEXIST: ['NOT_A_FOLDER', 'a file stands where a folder is needed'],
};

/** Turns a failed system call into one sentence about `folder`; an error of our own passes as it is. */
export function asClusterError(error: unknown, folder: string): unknown {
  if (error instanceof ClusterError) return error;
  // Not `instanceof Error`: errors of node:fs belong to another realm under Jest.
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return error;
  const [kind, reason] = ofSystemCode[code] ?? ['IO', `the system says ${code}`];
  return new ClusterError(kind, `The database in ${folder} cannot be kept: ${reason}.`, message);
}

const ofPostgresWords: readonly (readonly [RegExp, ClusterErrorCode, string])[] = [
  [/No space left on device|quota exceeded/i, 'DISK_FULL', 'the disk is full'],
  [/Read-only file system/, 'READ_ONLY', 'that file system is read-only'],
  [/could not look up effective user ID/, 'UNKNOWN_USER', 'the current user id has no name in /etc/passwd'],
  [
    /lock file "postmaster\.pid" already exists|pre-existing shared memory block/,
    'DATA_STILL_USED',
    'processes of an earlier PostgreSQL still use its files',
  ],
  [/Permission denied|Operation not permitted/, 'PERMISSION_DENIED', 'its files may not be read or written'],
];

const reasonIn = (detail: string) => ofPostgresWords.find(([words]) => words.test(detail)) ?? [];

/** Reads the reason for a failure of initdb or postgres out of what the program said. */
export function postgresFailure(
  fallback: 'INITDB_FAILED' | 'START_FAILED',
  folder: string,
  detail: string,
): ClusterError {
  const verb = fallback === 'INITDB_FAILED' ? 'made' : 'started';
  const [, code, reason] = reasonIn(detail);
  const why = reason ?? 'PostgreSQL ended with an error';
  return new ClusterError(code ?? fallback, `The database in ${folder} cannot be ${verb}: ${why}.`, detail);
}

/** The end of a server that nobody asked for, with the reason if its last lines tell one. */
export function postgresDeath(pid: number, detail: string): ClusterError {
  const [, , reason] = reasonIn(detail);
  const why = reason ? `: ${reason}` : '';
  return new ClusterError('DIED', `PostgreSQL, process ${pid}, ended unexpectedly${why}.`, detail);
}
