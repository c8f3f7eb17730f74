import { ClientError } from '@corridor/schema';
import { parse } from 'graphql';
import type { RequestContext, Service } from '../src/index.js';

interface Book {
  readonly id: string;
  readonly title: string | null;
}

const books: readonly Book[] = [
  { id: 'b1', title: 'Ulysses' },
  { id: 'b2', title: 'Dune' },
];

const findBook = (id: string) => books.find((book) => book.id === id);

/** A small subgraph that shows its requests' ids and fails in each way that a service can. */
export const library: Service = {
  name: 'library',
  typeDefs: parse(/* GraphQL */ `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type Book @key(fields: "id") {
      id: ID!
      title(language: String = "en"): String!
      pages: Int
    }
    input Search {
      words: [String!]
      limit: Int! = 2
    }
    type Query {
      books(search: Search): [Book!]!
      requestId: String!
      secret: String
      refused: String
      strict: Int!
      slow(ms: Int!): Int
    }
    type Mutation {
      add(title: String!): Book
    }
  `),
  resolvers: {
    Book: {
      __resolveReference: ({ id }: { readonly id: string }) => findBook(id),
      title: ({ title }: Book, { language }: { readonly language: string }) => `${title} (${language})`,
      pages: async ({ id }: Book) => Number(id.slice(1)) * 100,
    },
    Query: {
      books: () => books,
      requestId: (_: unknown, _args: unknown, { requestId }: RequestContext) => requestId,
      secret: () => {
        throw new Error('password is hunter2');
      },
      refused: async () => {
        throw new ClientError('BAD_USER_INPUT', 'first: too many', { argument: 'first' });
      },
      strict: () => null,
      slow: async (_: unknown, { ms }: { readonly ms: number }) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return ms;
      },
    },
    Mutation: { add: (_: unknown, { title }: { readonly title: string }) => ({ id: 'b9', title }) },
  },
  entities: [],
  migrations: [],
  load: async () => undefined,
  createContext: (_database, requestId) => ({ requestId }),
};
