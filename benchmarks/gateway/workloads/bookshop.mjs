/**
 * The workload of the public benchmark of GraphQL gateways (graphql-hive/graphql-gateways-benchmark) in our own words
 * and with our own data: four services, lists of the same lengths and the same few entities met again and again, one
 * query that goes from readers and books through remarks to authors, their remarks and books. Every request is equal.
 */
import { createSeeded } from './seeded.mjs';

const roll = createSeeded(11);
const words =
  'above after again along among around bright calm chapter cold dark each ever far few gave grew half heard kept last late light long made many more near never night often old once open own past plain quiet read rose said sea seen slow small some still story tide told turn under until voice walk warm well where white wind winter word year'.split(
    ' ',
  );
const sentence = (length) => {
  let text = '';
  while (text.length < length) text += `${words[roll(words.length)]} `;
  return `${text.slice(0, length - 1)}.`;
};

const readers = ['Ines', 'Jory', 'Kaat', 'Levi', 'Mina', 'Noor'].map((name, index) => ({
  id: String(index + 1),
  name: `${name} ${['Abel', 'Beck', 'Cole', 'Dorn', 'Esch', 'Falk'][index]}`,
  handle: name.toLowerCase(),
  bornIn: 1950 + roll(50),
}));
const books = ['Atlas', 'Bridge', 'Canal', 'Delta', 'Estuary', 'Ford', 'Gorge', 'Harbour', 'Inlet'].map(
  (title, index) => ({ isbn: String(index + 1), title, cents: 500 + roll(9000), grams: 100 + roll(1800) }),
);
/** Which book each remark is about, and about how long it is. */
const remarks = [
  [1, 445],
  [1, 290],
  [1, 275],
  [1, 145],
  [2, 445],
  [2, 290],
  [2, 275],
  [2, 145],
  [3, 145],
  [4, 145],
  [4, 820],
].map(([isbn, length], index) => ({
  id: String(index + 1),
  text: sentence(length),
  book: { isbn: String(isbn) },
}));

const author = { id: readers[0].id, handle: readers[0].handle };
const find = (list, key) => (reference) => list.find((item) => item[key] === reference[key]);

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@provides", "@requires", "@shareable"])\n';

const services = {
  readers: {
    typeDefs: `${link}
      type Query { me: Reader reader(id: ID!): Reader readers: [Reader] }
      type Reader @key(fields: "id") { id: ID! name: String handle: String @shareable bornIn: Int }`,
    resolvers: {
      Query: {
        me: () => readers[0],
        reader: (_, reference) => find(readers, 'id')(reference),
        readers: () => readers,
      },
      Reader: { __resolveReference: find(readers, 'id') },
    },
  },
  books: {
    typeDefs: `${link}
      type Query { topBooks(first: Int = 5): [Book] }
      type Book @key(fields: "isbn") { isbn: String! title: String cents: Int grams: Int }`,
    resolvers: {
      Query: { topBooks: (_, { first }) => books.slice(0, first) },
      Book: { __resolveReference: find(books, 'isbn') },
    },
  },
  shelves: {
    typeDefs: `${link}
      type Book @key(fields: "isbn") {
        isbn: String! grams: Int @external cents: Int @external
        isOnShelf: Boolean postage: Int @requires(fields: "cents grams")
      }`,
    resolvers: {
      Book: {
        __resolveReference: (reference) => reference,
        isOnShelf: ({ isbn }) => Number(isbn) % 3 === 1,
        postage: ({ cents, grams }) => (cents > 5000 ? 0 : Math.round(grams / 2)),
      },
    },
  },
  remarks: {
    typeDefs: `${link}
      type Remark @key(fields: "id") { id: ID! text: String book: Book author: Reader @provides(fields: "handle") }
      type Reader @key(fields: "id") { id: ID! handle: String @external remarks: [Remark] }
      type Book @key(fields: "isbn") { isbn: String! remarks: [Remark] }`,
    resolvers: {
      Remark: { __resolveReference: find(remarks, 'id'), author: () => author },
      Reader: { __resolveReference: (reference) => reference, remarks: () => remarks.slice(0, 2) },
      Book: {
        __resolveReference: (reference) => reference,
        remarks: ({ isbn }) => remarks.filter(({ book }) => book.isbn === isbn),
      },
    },
  },
};

const suite = `fragment Someone on Reader { id handle name }
fragment Words on Remark { id text }
fragment Copy on Book { isOnShelf title cents postage isbn grams }
query Everything {
  readers {
    ...Someone
    remarks {
      ...Words
      book {
        ...Copy
        remarks {
          ...Words
          author {
            ...Someone
            remarks { ...Words book { ...Copy } }
          }
        }
      }
    }
  }
  topBooks {
    ...Copy
    remarks {
      ...Words
      author {
        ...Someone
        remarks { ...Words book { ...Copy } }
      }
    }
  }
}`;

export const bookshop = { services, operations: { suite: [{ operationName: 'Everything', query: suite }] } };
