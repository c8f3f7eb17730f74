import type { SupergraphSource } from './supergraph-source.js';

/** Compound and nested keys: over value objects, over other entities, over several fields. */
export const publishing: SupergraphSource = {
  name: 'publishing',
  subgraphs: {
    books: `
      type Query { books: [Book!]! book(isbn: ID!): Book editions: [[Edition!]!] }
      type Book @key(fields: "isbn publisher { code country }") {
        isbn: ID!
        publisher: Publisher!
        title: String
        editions: [Edition!]
      }
      type Publisher @shareable { code: ID! country: String! }
      type Edition @key(fields: "number book { isbn publisher { code country } }") { number: Int! book: Book! year: Int }
    `,
    sales: `
      type Book @key(fields: "isbn publisher { code country }") {
        isbn: ID!
        publisher: Publisher!
        sold: Int!
        shops: [Outlet]
      }
      type Publisher @shareable { code: ID! country: String! }
      type Outlet @key(fields: "id chain { id }") { id: ID! chain: Chain! open: Boolean }
      type Chain @key(fields: "id") { id: ID! }
    `,
    outlets: `
      type Query { outlets: [Outlet!] }
      type Outlet @key(fields: "id chain { id }") { id: ID! chain: Chain! city: String! sells: [Book!] }
      type Chain @key(fields: "id") { id: ID! name: String outlets: [Outlet!]! }
      type Book @key(fields: "isbn publisher { code country }", resolvable: false) { isbn: ID! publisher: Publisher! }
      type Publisher @shareable { code: ID! country: String! }
    `,
    press: `
      type Edition @key(fields: "number book { isbn publisher { code country } }") {
        number: Int!
        book: Book!
        pages: Int
        cover: [[Colour!]!]!
      }
      type Book @key(fields: "isbn publisher { code country }", resolvable: false) { isbn: ID! publisher: Publisher! }
      type Publisher @shareable { code: ID! country: String! }
      enum Colour { RED GREEN BLUE }
    `,
  },
};
