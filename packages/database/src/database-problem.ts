import type { ConnectionTarget } from './connection-target.js';

/** What an operator must put right before the database can be used: one sentence, without a password in it. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
}

interface Place {
  /** `PostgreSQL at 127.0.0.1:5432` */
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

function describePlace(target: ConnectionTarget): Place {
  if ('database' in target) {
    const { host, port, user, database } = target;
    return { server: `PostgreSQL at ${host.startsWith('/') ? host : `${host}:${port}`}`, user, database };
  }
  const { hostname, port, username, pathname, searchParams } = new URL(target.connectionString);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return {
    server: `PostgreSQL at ${host.startsWith('/') ? host : `${host}:${port || 5432}`}`,
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

type Explain = (place: Place, reason: string) => string;

const refusesUser: Explain = ({ server, user }, reason) => `${server} does not let "${user}" in: ${reason}.`;

const bySqlState: Readonly<Record<string, Explain>> = {
  '28000': refusesUser,
  '28P01': refusesUser,
  '3D000': ({ server }, reason) => `${server}: ${reason}.`,
  '42501': ({ server, user, database }, reason) =>
    `The user "${user}" lacks a right in the database ${database} of ${server}: ${reason}.`,
  '25006': ({ server }, reason) => `${server} is read-only: ${reason}.`,
  '53100': ({ server }) => `${server} has no room left: the disk with its data is full.`,
};

const tlsFailure = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;
const noTls = 'The server does not support SSL connections';
const refusesTls: Explain = ({ server }, reason) => `${server} cannot be reached over TLS: ${reason}.`;

/** The sentence for a failure that no waiting heals; anything else stays as it is. */
export function toDatabaseProblem(error: unknown, target: ConnectionTarget): unknown {
  if (typeof error !== 'object' || error === null || error instanceof DatabaseProblem) return error;
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  const explain = bySqlState[code] ?? (tlsFailure.test(code) || message === noTls ? refusesTls : undefined);
  return explain ? new DatabaseProblem(explain(describePlace(target), message), { cause: error }) : error;
}

/** For a person who waits: which server cannot be reached, and what the system says of it. */
export function describeUnreachable(error: unknown, target: ConnectionTarget): string {
  const { code, message = '' } = (error ?? {}) as { readonly code?: string; readonly message?: string };
  return `${describePlace(target).server} cannot be reached (${code ?? message})`;
}

/** Oldest version of PostgreSQL that everything is tried on. */
const oldestMajor = 15;

/**
 * Checks a server's version and a database's encoding.
 * @throws DatabaseProblem when they are not what the product needs
 */
export function checkServer(
  target: ConnectionTarget,
  { version, encoding }: { readonly version: number; readonly encoding: string },
): void {
  const { server, database } = describePlace(target);
  const major = Math.floor(version / 10_000);
  if (major < oldestMajor)
    throw new DatabaseProblem(`${server} is version ${major}; ${oldestMajor} or newer is needed.`);
  if (encoding !== 'UTF8')
    throw new DatabaseProblem(
      `The database ${database} of ${server} is encoded in ${encoding}; it must be UTF8.`,
    );
}
