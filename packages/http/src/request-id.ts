import { randomUUID } from 'node:crypto';

export const requestIdHeader = 'x-request-id';

/** The caller's request id if it is harmless in logs, headers and SQL comments, else a new one. */
export function readRequestId(given: string | readonly string[] | undefined): string {
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
}
