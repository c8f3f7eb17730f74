import { ClientError } from '@corridor/schema';

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Messages that pg gives without a code, when a connection breaks or a wait ends. */
const brokenConnection =
  /timeout exceeded when trying to connect|^timeout expired$|Connection terminated|Query read timeout|Client has encountered a connection error|pool after calling end/;

const messageOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';

/** Whether the database cannot be reached now, as against a statement that is wrong. */
export const isUnavailable = (error: unknown) =>
  unreachable.has(codeOf(error)) || codeOf(error).startsWith('08') || brokenConnection.test(messageOf(error));

/** What of a database error a client may know: that the service cannot answer now. Anything else stays as it is. */
export function toClientError(error: unknown): unknown {
  if (isUnavailable(error))
    return new ClientError('SERVICE_UNAVAILABLE', 'The database cannot be reached.', { cause: error });
  if (codeOf(error) === '57014')
    return new ClientError('SERVICE_UNAVAILABLE', 'The question took too long to answer.', { cause: error });
  return error;
}
