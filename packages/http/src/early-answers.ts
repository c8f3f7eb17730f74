import { isUtf8 } from 'node:buffer';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Logger } from '@corridor/config';
import type { HttpAnswer, HttpRequest } from './graphql-route.js';
import { isJson } from './json-body.js';
import { readRequestId, requestIdHeader } from './request-id.js';

/** Answers a request before anything else looks at it; undefined leaves it to go the whole way. */
export type AnswerEarly = (request: HttpRequest) => Promise<HttpAnswer | undefined>;

export interface EarlyAnswersOptions {
  readonly answer: AnswerEarly;
  readonly maxBodyBytes: number;
  readonly logger: Logger;
}

/** Bodies that were read here and then left to Fastify, which would find their requests empty. */
const readBodies = new WeakMap<IncomingMessage, Buffer>();

export const bodyReadEarly = (request: IncomingMessage): Buffer | undefined => readBodies.get(request);

const noSearch = new URLSearchParams();

/** A plain JSON request of no page, of a length that it says and that is allowed. */
function isPlain({ method, url, headers }: IncomingMessage, maxBodyBytes: number): boolean {
  if (method !== 'POST' || url !== '/graphql' || headers.origin !== undefined) return false;
  const { 'content-length': length, 'content-encoding': encoding, 'content-type': type } = headers;
  return encoding === undefined && isJson(type) && length !== undefined && Number(length) <= maxBodyBytes;
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** Names that Fastify's parser refuses as members, plain or with escapes; a text that only looks so is left to it as well. */
const mayNamePrototype = /__proto__|constructor|\\u005f|\\u00[67]/i;

function parse(body: Buffer): unknown {
  if (!isUtf8(body)) return undefined;
  const text = body.toString();
  if (mayNamePrototype.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the whole way says what is wrong with it
  }
}

function toHttpRequest(request: IncomingMessage, response: ServerResponse, body: unknown): HttpRequest {
  const { headers } = request;
  return {
    id: readRequestId(headers[requestIdHeader]),
    method: 'POST',
    headers: { get: (name) => headers[name] as string | undefined },
    search: noSearch,
    body,
    onClose: (listener) => {
      response.once('close', () => {
        if (!response.writableFinished) listener();
      });
    },
  };
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer, requestId: string): void {
  response.writeHead(status, {
    ...headers,
    vary: headers['vary'] ? `Origin, ${headers['vary']}` : 'Origin',
    [requestIdHeader]: requestId,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body); // as text it goes out in one piece with the head
}

const failed: HttpAnswer = {
  status: 500,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: '{"errors":[{"message":"Internal server error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
};

/**
 * A server that answers plain requests without Fastify, which costs as much as all of a small operation. What is not
 * answered here goes to Fastify as it came, body included.
 */
export function createEarlyServer(
  { answer, maxBodyBytes, logger }: EarlyAnswersOptions,
  goTheWholeWay: RequestListener,
): Server {
  const take = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedAt = performance.now();
    const body = await readBody(message);
    const parsed = parse(body);
    const request = toHttpRequest(message, response, parsed);
    const given =
      parsed === undefined
        ? undefined
        : await answer(request).catch((error: unknown) => {
            logger.error({ requestId: request.id, err: error }, 'request failed');
            return failed;
          });
    if (!given) {
      readBodies.set(message, body);
      return goTheWholeWay(message, response);
    }
    send(response, given, request.id);
    const ms = Math.round(performance.now() - startedAt);
    logger.info({ requestId: request.id, method: 'POST', status: given.status, ms }, 'request');
  };
  const server: Server = createServer((message, response) => {
    // While the server closes, answers must say that the connection does too: Fastify sees to that.
    if (!server.listening || !isPlain(message, maxBodyBytes)) return goTheWholeWay(message, response);
    take(message, response).catch(() => response.destroy()); // the client's request broke off
  });
  return server;
}
