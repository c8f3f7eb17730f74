import type { ConnectionTarget } from '@corridor/database';

/** The target as an address, since processes get it through their environment; a socket folder goes into `host`. */
export function toAddress(target: ConnectionTarget): string {
  if ('connectionString' in target) return target.connectionString;
  const { host, port, user, database } = target;
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
