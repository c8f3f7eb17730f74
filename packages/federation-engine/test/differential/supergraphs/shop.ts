import type { SupergraphSource } from './supergraph-source.js';

/** Entities with one key each, a field provided on the way, a field that requires another service's. */
export const shop: SupergraphSource = {
  name: 'shop',
  subgraphs: {
    products: `
      type Query {
        product(id: ID!): Product
        products(first: Int = 3, order: Order): [Product!]!
        search(text: String): [SearchResult]
      }
      enum Order { NAME PRICE WEIGHT }
      union SearchResult = Product | Category
      type Product @key(fields: "id") {
        id: ID!
        name(locale: String, upper: Boolean = false): String!
        price(currency: String = "EUR"): Int
        weight: Float
        category: Category
        related(first: Int): [Product]
      }
      type Category @key(fields: "id") { id: ID! title: String products(first: Int): [Product!] }
    `,
    reviews: `
      type Query { latestReviews: [Review] }
      type Product @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! rating: Float score: Int! }
      type Review @key(fields: "id") {
        id: ID!
        body: String
        stars: Int!
        author: User @provides(fields: "username")
        product: Product!
      }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
    `,
    accounts: `
      type Query { me: User user(id: ID!): User users(ids: [ID!]!): [User]! }
      type User @key(fields: "id") {
        id: ID!
        username: String @shareable
        email: String!
        friends(first: Int = 2): [User!]
        favourite: Product
      }
      type Product @key(fields: "id", resolvable: false) { id: ID! }
    `,
    shipping: `
      type Product @key(fields: "id") {
        id: ID!
        price(currency: String = "EUR"): Int @external
        weight: Float @external
        shipping: Int @requires(fields: "weight")
        inStock: Boolean!
        estimate(express: Boolean): String @requires(fields: "price weight")
      }
    `,
  },
};
