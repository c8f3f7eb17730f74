import {
  readPlainRequest,
  readRequestId,
  type HttpAnswer,
  type HttpRequest,
  type PlainRequest,
} from '@corridor/http';
import type { FormattedExecutionResult } from 'graphql';
import { cacheControl } from './apollo-server.js';
import type { ExecuteCompiled } from './execute-compiled.js';

export interface ServiceDoorOptions {
  readonly executeCompiled: ExecuteCompiled;
  /** Executes in this process what is not for the short way. */
  readonly execute: (request: PlainRequest, requestId: string) => Promise<FormattedExecutionResult>;
  /** Whether the database is there; until then Apollo Server says that it is not. */
  readonly isOpen: () => boolean;
}

/** Most requests that a gateway may send as one array. */
const maxRequests = 20;

const contentType = 'application/json; charset=utf-8';
const plainAccepts = new Set([undefined, '*/*', 'application/json']);

const answerWith = (status: number, result: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': contentType, 'cache-control': cacheControl },
  body: `${JSON.stringify(result)}\n`,
});

const refuse = (message: string): HttpAnswer =>
  answerWith(400, { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

/** Requests answered side by side, in order. Each may carry its own `extensions.requestId`. */
async function answerArray(
  { executeCompiled, execute, isOpen }: ServiceDoorOptions,
  items: readonly unknown[],
  id: string,
): Promise<HttpAnswer> {
  if (items.length === 0 || items.length > maxRequests)
    return refuse(`An array must hold 1 to ${maxRequests} requests, this one holds ${items.length}.`);
  const requests: PlainRequest[] = [];
  for (const [index, item] of items.entries()) {
    const request = readPlainRequest(item);
    if (!request) return refuse(`Item ${index} of the array is no GraphQL request.`);
    requests.push(request);
  }
  const results = requests.map(async (request) => {
    const own = request.extensions?.['requestId'];
    const requestId = typeof own === 'string' ? readRequestId(own) : id;
    const result = isOpen() ? await executeCompiled(request, requestId, { isReading: true }) : undefined;
    return result ?? execute(request, requestId);
  });
  return answerWith(isOpen() ? 200 : 503, await Promise.all(results));
}

/** The short way through a service's door; Apollo Server answers whatever is not plain. */
export const serviceDoor =
  (options: ServiceDoorOptions) =>
  async (
    { method, headers, body, id }: HttpRequest,
    executeWithApollo: () => Promise<HttpAnswer>,
  ): Promise<HttpAnswer> => {
    if (method !== 'POST' || !plainAccepts.has(headers.get('accept'))) return executeWithApollo();
    if (Array.isArray(body)) return answerArray(options, body, id);
    const request = options.isOpen() ? readPlainRequest(body) : undefined;
    const result = request && (await options.executeCompiled(request, id));
    return result ? answerWith(200, result) : executeWithApollo();
  };
