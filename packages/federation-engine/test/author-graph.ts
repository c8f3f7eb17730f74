import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';

/** A graph of two subgraphs behind HTTP: authors, who can be renamed, and the books they wrote. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])`;

export const authorsSdl = `
  type Query { authors: [Author!] author(id: ID!): Author }
  type Mutation { rename(id: ID!, name: String!): Author }
  type Author @key(fields: "id") { id: ID! name: String! }`;
export const booksSdl = `
  type Query { books(first: Int): [Book!] secret: String }
  type Book @key(fields: "id") { id: ID! title: String! author: Author }
  type Author @key(fields: "id") { id: ID! books: [Book!] }`;

const createAuthors = () => [
  { id: 'a1', name: 'Ada' },
  { id: 'a2', name: 'Bertha' },
];
const books = [
  { id: 'b1', title: 'First', author: { id: 'a1' } },
  { id: 'b2', title: 'Second', author: { id: 'a2' } },
  { id: 'b3', title: 'Third', author: { id: 'a1' } },
];

const authorResolvers = (authors = createAuthors()) => {
  const find = ({ id }: { readonly id: string }) => authors.find((author) => author.id === id);
  const rename = (_: unknown, { id, name }: { readonly id: string; readonly name: string }) => {
    const author = find({ id });
    return author && Object.assign(author, { name });
  };
  return {
    Query: { authors: () => authors, author: (_: unknown, asked: { readonly id: string }) => find(asked) },
    Mutation: { rename },
    Author: { __resolveReference: find },
  };
};

const bookResolvers = () => ({
  Query: {
    books: (_: unknown, { first }: { readonly first?: number }) => books.slice(0, first),
    secret: () => {
      throw new Error('the secret cannot be told');
    },
  },
  Author: {
    __resolveReference: ({ id }: { readonly id: string }) => ({ id }),
    books: ({ id }: { readonly id: string }) => books.filter(({ author }) => author.id === id),
  },
});

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return JSON.parse(body) as Asked;
}

/** A subgraph behind HTTP that counts what it is asked. */
export class TestSubgraph {
  fetches = 0;
  /** How many of them whoever asked has broken off. */
  brokenOff = 0;
  /** The header of every answer. */
  cacheControl: string | undefined;
  /** What its answers to mutations say has changed. */
  changed: readonly string[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private gate: Promise<void> = Promise.resolve();

  constructor(private readonly schema: GraphQLSchema) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async start(): Promise<this> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  /** Answers nothing until the function it gives is called. */
  hold(): () => void {
    let release = () => {};
    this.gate = new Promise((resolve) => (release = resolve));
    return release;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables } = await readAsked(request);
    this.fetches++;
    response.once('close', () => {
      if (!response.writableFinished) this.brokenOff++;
    });
    await this.gate;
    const result = await graphql({ schema: this.schema, source: query, variableValues: variables });
    const changed = query.startsWith('mutation') ? { extensions: { changed: this.changed } } : {};
    if (this.cacheControl) response.setHeader('cache-control', this.cacheControl);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...result, ...changed }));
  }
}

const serve = (sdl: string, resolvers: object) =>
  new TestSubgraph(
    buildSubgraphSchema([{ typeDefs: parse(link + sdl), resolvers: resolvers as never }]),
  ).start();

export interface AuthorGraph {
  readonly authors: TestSubgraph;
  readonly books: TestSubgraph;
  readonly supergraphSdl: string;
  /** The supergraph of the same subgraphs with one more field of an author, which is answered as null. */
  composeWith(field: string): string;
  stop(): void;
}

/** Starts the subgraphs. */
export async function startAuthorGraph(): Promise<AuthorGraph> {
  const more = 'extend type Author { added1: String added2: String }';
  const authors = await serve(authorsSdl + more, authorResolvers());
  const books = await serve(booksSdl, bookResolvers());
  const compose = (sdl: string): string => {
    const { supergraphSdl, errors } = composeServices([
      { name: 'authors', url: authors.url, typeDefs: parse(link + sdl) },
      { name: 'books', url: books.url, typeDefs: parse(link + booksSdl) },
    ]);
    if (supergraphSdl === undefined) throw new Error((errors ?? []).map(String).join('\n'));
    return supergraphSdl;
  };
  return {
    authors,
    books,
    supergraphSdl: compose(authorsSdl),
    composeWith: (field) => compose(`${authorsSdl} extend type Author { ${field}: String }`),
    stop: () => [authors, books].forEach((subgraph) => subgraph.stop()),
  };
}
