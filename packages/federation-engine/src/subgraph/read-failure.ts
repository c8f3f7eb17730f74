import type { FailureReason } from './subgraph.js';

/** What a failed request says: of the subgraph's health, and whether another try makes sense. */
export interface TransportFailure {
  readonly reason: FailureReason;
  readonly message: string;
  /** `down`: it gave no answer; `up`: it gave one that cannot be used; `unknown`: it was not asked. */
  readonly subgraph: 'down' | 'up' | 'unknown';
}

const codeOf = (error: Error & { readonly code?: unknown }): string =>
  typeof error.code === 'string' ? error.code : '';

/**
 * Reads what undici reported.
 * @param wasSent false when the request certainly did not reach the server
 */
export function readFailure(error: Error, wasSent: boolean): TransportFailure {
  const code = codeOf(error);
  const message = error.message || code; // a refused connection over two address families has only a code
  switch (code) {
    case 'UND_ERR_RES_EXCEEDED_MAX_SIZE':
    case 'UND_ERR_HEADERS_OVERFLOW':
      return { reason: 'too large', message, subgraph: 'up' };
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_CLOSED':
    case 'UND_ERR_DESTROYED':
      return { reason: 'unreachable', message, subgraph: 'unknown' };
  }
  if (wasSent && error.name === 'HTTPParserError') return { reason: 'not GraphQL', message, subgraph: 'up' };
  return { reason: wasSent ? 'cut off' : 'unreachable', message, subgraph: 'down' };
}
