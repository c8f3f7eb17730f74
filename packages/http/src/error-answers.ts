import type { Logger } from '@corridor/config';
import type { FastifyInstance } from 'fastify';
import { BodyError } from './json-body.js';

interface HttpError extends Error {
  readonly statusCode?: number;
  readonly code?: string;
}

const asAnswer = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

/** What the client is told of a request that never reached GraphQL; undefined when the fault is ours. */
function explain(error: HttpError, maxBodyBytes: number): string | undefined {
  if (error instanceof BodyError) return error.message;
  const status = error.statusCode ?? 500;
  if (status >= 500) return undefined;
  if (status === 413) return `The request body is over the limit of ${maxBodyBytes} bytes (MAX_BODY_BYTES).`;
  if (status === 415) return 'The request body must be application/json in UTF-8.';
  return 'The request cannot be read.';
}

/** JSON that cannot be read, a body too large, an unknown path: GraphQL's form of error, nothing of the server's inside. */
export function addErrorAnswers(app: FastifyInstance, maxBodyBytes: number, logger: Logger): void {
  app.setErrorHandler((error: HttpError, request, reply) => {
    const explanation = explain(error, maxBodyBytes);
    if (explanation) return reply.status(error.statusCode ?? 400).send(asAnswer(explanation, 'BAD_REQUEST'));
    logger.error({ requestId: request.id, err: error }, 'request failed');
    return reply.status(500).send(asAnswer('Internal server error', 'INTERNAL_SERVER_ERROR'));
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send(asAnswer('Nothing here; the graph is at /graphql.', 'NOT_FOUND')),
  );
}
