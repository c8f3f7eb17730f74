import { HeaderMap, type ApolloServer, type BaseContext, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A request to `/graphql` as it came. */
export interface HttpRequest {
  /** The request's id, in its answer, its log lines and what it asks of others. */
  readonly id: string;
  /** HEAD counts as GET: the same answer without its body. */
  readonly method: string;
  /** By names in lower case. */
  readonly headers: { get(name: string): string | undefined };
  readonly search: URLSearchParams;
  /** Parsed JSON, unchecked; undefined without a body. */
  readonly body: unknown;
  /** Calls `listener` if the client goes away before it is answered. */
  onClose(listener: () => void): void;
}

interface WholeRequest extends HttpRequest {
  readonly headers: ReadonlyMap<string, string>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface GraphqlRouteOptions<Context extends BaseContext> {
  /** A started Apollo Server. */
  readonly server: ApolloServer<Context>;
  readonly createContext: (request: HttpRequest, requestId: string) => Context;
  /** Stands around Apollo Server: may answer without it (a refusal, a page, a 304) or change its answer. Default: nothing does. */
  readonly around?: (request: HttpRequest, execute: () => Promise<HttpAnswer>) => Promise<HttpAnswer>;
}

function toHttpRequest(request: FastifyRequest, { raw: response }: FastifyReply): WholeRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return {
    id: request.id,
    method: request.method === 'HEAD' ? 'GET' : request.method,
    headers,
    search: new URL(request.url, 'http://localhost').searchParams,
    body: request.body,
    onClose: (listener) => {
      response.once('close', () => {
        if (!response.writableFinished) listener();
      });
    },
  };
}

async function readBody({ body }: HTTPGraphQLResponse): Promise<string> {
  if (body.kind === 'complete') return body.string;
  let text = '';
  for await (const chunk of body.asyncIterator) text += chunk;
  return text;
}

async function executeWithApollo<Context extends BaseContext>(
  { server, createContext }: GraphqlRouteOptions<Context>,
  request: WholeRequest,
): Promise<HttpAnswer> {
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers: new HeaderMap(request.headers),
      search: `?${request.search.toString()}`,
      body: request.body,
    },
    context: async () => createContext(request, request.id),
  });
  return {
    status: answer.status ?? 200,
    headers: Object.fromEntries(answer.headers),
    body: await readBody(answer),
  };
}

export function addGraphqlRoute<Context extends BaseContext>(
  app: FastifyInstance,
  options: GraphqlRouteOptions<Context>,
): void {
  const around = options.around ?? ((_request: HttpRequest, execute: () => Promise<HttpAnswer>) => execute());
  app.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], // Apollo Server answers 405 to what it does not take
    url: '/graphql',
    handler: async (request, reply) => {
      const asked = toHttpRequest(request, reply);
      const answer = await around(asked, () => executeWithApollo(options, asked));
      // A page's answers to several origins differ in a header, which `vary` says; the answer may add names to it.
      const { vary, ...headers } = answer.headers;
      if (vary) reply.header('vary', [reply.getHeader('vary'), vary].filter(Boolean).join(', '));
      return reply.status(answer.status).headers(headers).send(answer.body);
    },
  });
}
