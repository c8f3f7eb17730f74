import { unwrapResolverError } from '@apollo/server/errors';
import type { Logger } from '@corridor/config';
import { ClientError } from '@corridor/schema';
import type { GraphQLFormattedError } from 'graphql';

/** Codes of errors that are about the request itself and say nothing of what is inside. */
const protocolCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'SERVICE_UNAVAILABLE',
]);

/**
 * The error a client sees: messages written for clients pass, anything else is logged once and masked.
 * No SQL, host, stack or address leaves a service.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logger: Logger,
): GraphQLFormattedError {
  const { path, locations } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = unwrapResolverError(error);
  if (cause instanceof ClientError) {
    if (cause.cause) logger.warn({ err: cause.cause, path }, cause.message);
    const { code, argument } = cause;
    return { message: cause.message, ...place, extensions: { code, ...(argument && { argument }) } };
  }
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && protocolCodes.has(code))
    return { message: formatted.message, ...place, extensions: { code } };
  logger.error({ err: cause, path }, 'resolver failed');
  return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
