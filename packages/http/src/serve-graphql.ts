import { HeaderMap, type ApolloServer, type BaseContext, type HTTPGraphQLResponse } from '@apollo/server';
import type { Logger } from '@corridor/config';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { readRequestId, requestIdHeader } from './request-id.js';

/** What `/health/ready` answers: whether this process can answer now, and what it says about that. */
export interface Readiness {
  readonly ready: boolean;
  readonly [detail: string]: unknown;
}

export interface GraphqlHttpOptions<Context extends BaseContext> {
  /** A started Apollo Server. */
  readonly server: ApolloServer<Context>;
  readonly createContext: (request: FastifyRequest, requestId: string) => Context;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** A larger request body is refused with 413. */
  readonly maxBodyBytes: number;
  /** Origins that browsers may call from; none without. */
  readonly corsOrigins?: readonly string[];
  readonly readiness: () => Promise<Readiness>;
  readonly logger: Logger;
  /** Answers a request before it is executed (a 304, say) by returning true. */
  readonly beforeExecution?: (request: FastifyRequest, reply: FastifyReply) => boolean;
  /** Sees the answer before it is sent, to add headers. */
  readonly beforeSend?: (request: FastifyRequest, reply: FastifyReply, body: string) => void;
}

export interface GraphqlHttpServer {
  /** `http://127.0.0.1:4000/graphql` */
  readonly url: string;
  readonly port: number;
  /** Ends what is under way (10 s at most), then closes. */
  close(): Promise<void>;
}

const requestTimeoutMs = 30_000;
const idleTimeoutMs = 65_000;
const drainTimeoutMs = 10_000;

function toHeaderMap(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

async function readBody({ body }: HTTPGraphQLResponse): Promise<string> {
  if (body.kind === 'complete') return body.string;
  let text = '';
  for await (const chunk of body.asyncIterator) text += chunk;
  return text;
}

function addGraphqlRoute<Context extends BaseContext>(
  app: FastifyInstance,
  options: GraphqlHttpOptions<Context>,
) {
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], // Apollo Server answers 405 to what it does not take
    url: '/graphql',
    handler: async (request, reply) => {
      if (options.beforeExecution?.(request, reply)) return reply;
      const answer = await options.server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: toHeaderMap(request),
          search: new URL(request.url, 'http://localhost').search,
          body: request.body,
        },
        context: async () => options.createContext(request, request.id),
      });
      for (const [name, value] of answer.headers) reply.header(name, value);
      reply.status(answer.status ?? 200);
      const body = await readBody(answer);
      options.beforeSend?.(request, reply, body);
      return reply.send(body);
    },
  });
}

function addHealthRoutes(app: FastifyInstance, readiness: () => Promise<Readiness>) {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const { ready, ...details } = await readiness();
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...details });
  });
}

/** JSON that cannot be read, a body too large, an unknown path: GraphQL's form of error, nothing of the server's inside. */
function addErrorAnswers(app: FastifyInstance, maxBodyBytes: number, logger: Logger) {
  const asAnswer = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413)
      return reply
        .status(413)
        .send(
          asAnswer(
            `The request body is over the limit of ${maxBodyBytes} bytes (MAX_BODY_BYTES).`,
            'BAD_REQUEST',
          ),
        );
    if (status < 500)
      return reply.status(status).send(asAnswer('The request cannot be read.', 'BAD_REQUEST'));
    logger.error({ requestId: request.id, err: error }, 'request failed');
    return reply.status(500).send(asAnswer('Internal server error', 'INTERNAL_SERVER_ERROR'));
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send(asAnswer('Nothing here; the graph is at /graphql.', 'NOT_FOUND')),
  );
}

/** Serves an Apollo Server at `/graphql`, with health, CORS, a request id on every answer and a clean end. */
export async function serveGraphql<Context extends BaseContext>(
  options: GraphqlHttpOptions<Context>,
): Promise<GraphqlHttpServer> {
  const app = fastify({
    loggerInstance: options.logger,
    disableRequestLogging: true,
    bodyLimit: options.maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: idleTimeoutMs,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: (request) => readRequestId(request.headers[requestIdHeader]),
  }) as unknown as FastifyInstance;
  await app.register(cors, {
    origin: [...(options.corsOrigins ?? [])],
    exposedHeaders: [requestIdHeader, 'etag'],
    maxAge: 86_400,
  });
  app.addHook('onRequest', async (request, reply) => void reply.header(requestIdHeader, request.id));
  app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/health')) return;
    options.logger.info(
      {
        requestId: request.id,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  addErrorAnswers(app, options.maxBodyBytes, options.logger);
  addHealthRoutes(app, options.readiness);
  addGraphqlRoute(app, options);
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as { port: number };
  return {
    url: `http://${options.host}:${port}/graphql`,
    port,
    close: () => closeWithin(app, drainTimeoutMs),
  };
}

async function closeWithin(app: FastifyInstance, timeoutMs: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), timeoutMs);
  await app.close();
  clearTimeout(timer);
}
