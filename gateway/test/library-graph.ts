import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { createLogger } from '@corridor/config';
import {
  openGateway,
  readGatewayConfig,
  type Gateway,
  type LocalSubgraph,
  type SubgraphTarget,
} from '../src/index.js';

/** A graph of two services that has nothing to do with the product's domain: authors, and the books they wrote. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])`;

const typeDefs = {
  authors: parse(`${link}
    type Query { authors: [Author!] author(id: ID!): Author self: Query twin: Query @shareable }
    type Mutation { rename(id: ID!, name: String!): Author }
    enum Genre { NOVEL ESSAY }
    type Author @key(fields: "id") { id: ID! name: String! genre(like: Genre): Genre friend: Author }`),
  books: parse(`${link}
    type Query { books(first: Int): [Book!] secret: String twin: Query @shareable }
    type Book @key(fields: "id") { id: ID! title: String! author: Author }
    type Author @key(fields: "id") { id: ID! books: [Book!] }`),
};

export const authors = [
  { id: 'a1', name: 'Ada', genre: 'NOVEL' },
  { id: 'a2', name: 'Bertha', genre: 'ESSAY' },
];
export const books = [
  { id: 'b1', title: 'First', author: { id: 'a1' } },
  { id: 'b2', title: 'Second', author: { id: 'a2' } },
  { id: 'b3', title: 'Third', author: { id: 'a1' } },
];

const resolvers = {
  authors: {
    Query: {
      self: () => ({}),
      twin: () => ({}),
      authors: () => authors,
      author: (_: unknown, { id }: { id: string }) => authors.find((author) => author.id === id),
    },
    Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ id, name }) },
    Author: {
      __resolveReference: ({ id }: { id: string }) => authors.find((author) => author.id === id),
      friend: ({ id }: { id: string }) => authors.find((author) => author.id !== id),
    },
  },
  books: {
    Query: {
      twin: () => ({}),
      books: (_: unknown, { first }: { first?: number }) => books.slice(0, first ?? books.length),
      secret: () => {
        throw new Error('the secret cannot be told');
      },
    },
    Author: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      books: ({ id }: { id: string }) => books.filter(({ author }) => author.id === id),
    },
  },
};

export type ServiceName = 'authors' | 'books';

const schemas = Object.fromEntries(
  (['authors', 'books'] as const).map((name) => [
    name,
    buildSubgraphSchema([{ typeDefs: typeDefs[name], resolvers: resolvers[name] as never }]),
  ]),
) as Record<ServiceName, GraphQLSchema>;

export const supergraphSdl = (() => {
  const services = (['authors', 'books'] as const).map((name) => ({
    name,
    url: `http://127.0.0.1:1/${name}`,
    typeDefs: typeDefs[name],
  }));
  const { supergraphSdl: composed, errors } = composeServices(services);
  if (!composed) throw new Error(String(errors));
  return composed;
})();

/** A subgraph in this process; it counts what it is asked, and keeps the ids of the requests. */
export class LocalService implements LocalSubgraph {
  executions = 0;
  readonly requestIds: string[] = [];
  dataVersion: string | undefined = '1';
  /** Answers instead of the schema when set. */
  answer: (() => Promise<unknown>) | undefined;

  constructor(readonly name: ServiceName) {}

  async execute(request: { query?: string; variables?: Record<string, unknown> }, requestId: string) {
    this.executions++;
    this.requestIds.push(requestId);
    if (this.answer) return (await this.answer()) as FormattedExecutionResult;
    const result = await graphql({
      schema: schemas[this.name],
      source: request.query ?? '',
      variableValues: request.variables,
    });
    return JSON.parse(JSON.stringify(result)) as FormattedExecutionResult;
  }

  readiness = async () => ({ ready: true, service: this.name, dataVersion: this.dataVersion });
}

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: { readonly requestId: string };
}

export type Fault = (response: ServerResponse) => void;

/** The same subgraph behind HTTP, with faults to order. */
export class HttpService {
  readonly service: LocalService;
  fault: Fault | undefined;
  private server: Server | undefined;
  private port = 0;

  constructor(name: ServiceName) {
    this.service = new LocalService(name);
  }

  get target(): SubgraphTarget {
    return { url: `http://127.0.0.1:${this.port}/graphql` };
  }

  /** Starts, or starts again on the port it had. */
  async start(): Promise<this> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (this.fault) return this.fault(response);
        const send = (value: unknown) =>
          void response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
        if (request.url === '/health/ready')
          return void this.service
            .readiness()
            .then(({ ready, ...rest }) => send({ status: ready && 'ready', ...rest }));
        const asked = JSON.parse(Buffer.concat(chunks).toString()) as Asked | Asked[];
        const execute = (one: Asked) =>
          this.service.execute(one, one.extensions?.requestId ?? String(request.headers['x-request-id']));
        void (Array.isArray(asked) ? Promise.all(asked.map(execute)) : execute(asked)).then(send);
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A gateway over the two, quiet and quick to notice; settings as environment variables. */
export const openTestGateway = (
  subgraphs: Readonly<Record<string, SubgraphTarget>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Gateway> =>
  openGateway({
    supergraphSdl,
    subgraphs,
    config: readGatewayConfig({ PORT: '0', SUBGRAPH_TIMEOUT_MS: '500', SUBGRAPH_POLL_MS: '20', ...env }),
    logger: createLogger('gateway', 'silent'),
  });

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // A GraphQL answer of whatever form; tests look into it.
  readonly json: {
    data?: Record<string, never>;
    errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
  };
}

async function read(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
}

export async function post(
  url: string,
  query: string,
  more: Record<string, unknown> = {},
): Promise<Answered> {
  const headers = { 'content-type': 'application/json' };
  return read(await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, ...more }) }));
}

export async function get(
  url: string,
  search: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const address = `${url}?${new URLSearchParams(search).toString()}`;
  return read(await fetch(address, { headers: { 'apollo-require-preflight': 'yes', ...headers } }));
}

/** Asks again until it holds; fails after 5 s. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  for (const end = Date.now() + 5_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const value = await look();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`not within 5 s; last seen: ${JSON.stringify(value)}`);
  }
}
