import type { RequestListener } from 'node:http';
import type { BaseContext } from '@apollo/server';
import type { Logger } from '@corridor/config';
import cors from '@fastify/cors';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { isAllowedOrigin } from './cors-origins.js';
import { createEarlyServer, type AnswerEarly } from './early-answers.js';
import { addErrorAnswers } from './error-answers.js';
import { addGraphqlRoute, type GraphqlRouteOptions } from './graphql-route.js';
import { addHealthRoutes, type Readiness } from './health-routes.js';
import { takeOnlyJson } from './json-body.js';
import { readRequestId, requestIdHeader } from './request-id.js';

export interface GraphqlHttpOptions<Context extends BaseContext> extends GraphqlRouteOptions<Context> {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** A larger request body is refused with 413. */
  readonly maxBodyBytes: number;
  /** Origins whose pages may call (see `isAllowedOrigin`); none without. */
  readonly corsOrigins?: readonly string[];
  /** Answers plain requests before anything else looks at them. Default: nothing does. */
  readonly early?: AnswerEarly;
  readonly readiness: () => Promise<Readiness>;
  readonly logger: Logger;
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

async function createApp(options: {
  readonly logger: Logger;
  readonly maxBodyBytes: number;
  readonly corsOrigins?: readonly string[];
  readonly early?: AnswerEarly;
}): Promise<FastifyInstance> {
  const { logger, maxBodyBytes, corsOrigins, early } = options;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: idleTimeoutMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // what arrives on an open connection while draining is still answered
    exposeHeadRoutes: false,
    requestIdHeader: false,
    ...(early && {
      serverFactory: (handler: RequestListener) => {
        const server = createEarlyServer({ answer: early, maxBodyBytes, logger }, handler);
        return Object.assign(server, { requestTimeout: requestTimeoutMs, keepAliveTimeout: idleTimeoutMs });
      },
    }),
    genReqId: (request) => readRequestId(request.headers[requestIdHeader]),
  }) as unknown as FastifyInstance;
  app.addHook('onRequest', async (request, reply) => void reply.header(requestIdHeader, request.id));
  await app.register(cors, {
    origin: (origin, decide) =>
      decide(null, origin !== undefined && isAllowedOrigin(origin, corsOrigins ?? [])),
    exposedHeaders: [requestIdHeader, 'etag'],
    maxAge: 86_400,
  });
  takeOnlyJson(app);
  addErrorAnswers(app, maxBodyBytes, logger);
  return app;
}

function logRequests(app: FastifyInstance, logger: Logger) {
  app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/health')) return;
    logger.info(
      {
        requestId: request.id,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}

/** Serves an Apollo Server at `/graphql`, with health, CORS, a request id on every answer and a clean end. */
export async function serveGraphql<Context extends BaseContext>(
  options: GraphqlHttpOptions<Context>,
): Promise<GraphqlHttpServer> {
  const app = await createApp(options);
  logRequests(app, options.logger);
  addHealthRoutes(app, options.readiness);
  addGraphqlRoute(app, options);
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as { port: number };
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}/graphql`, port, close: () => closeWithin(app, drainTimeoutMs) };
}

async function closeWithin(app: FastifyInstance, timeoutMs: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), timeoutMs);
  await app.close();
  clearTimeout(timer);
}
