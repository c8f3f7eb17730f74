import type { SupergraphSource } from './supergraph-source.js';

/**
 * Mutations of several services in one operation: they run in series, each with the joins of its answer. One service
 * calls its root types otherwise.
 */
export const orders: SupergraphSource = {
  name: 'orders',
  subgraphs: {
    carts: `
      type Query { cart(id: ID!): Cart carts: [Cart!]! }
      type Mutation { addItem(cart: ID!, item: ItemInput!): Cart! clear(cart: ID): Boolean! rename(cart: ID!, to: String = "new"): Cart }
      input ItemInput { sku: ID! amount: Int = 1 notes: [String!] }
      type Cart @key(fields: "id") { id: ID! lines: [CartLine!]! owner: Customer name: String }
      type CartLine { amount: Int! item: StockItem! }
      type StockItem @key(fields: "sku") { sku: ID! }
      type Customer @key(fields: "id") { id: ID! }
    `,
    payments: `
      type Query { payments: [Payment] }
      type Mutation { pay(cart: ID!, how: Method! = CARD): PayResult! refund(id: ID!): Payment }
      enum Method { CARD CASH }
      union PayResult = Payment | Refusal
      type Payment @key(fields: "id") { id: ID! amount: Float! method: Method cart: Cart! }
      type Refusal { reason: String! payer: Customer }
      type Cart @key(fields: "id") { id: ID! payments: [Payment!] due: Float }
      type Customer @key(fields: "id") { id: ID! credit: Int! }
    `,
    stock: `
      type Query { stock(skus: [ID!] = ["1"]): [StockItem!] }
      type Mutation { reserve(sku: ID!): StockItem count: Int! }
      type StockItem @key(fields: "sku") { sku: ID! left: Int! place: String alternatives: [StockItem!] }
    `,
    crm: `
      schema { query: RootQuery mutation: Writes }
      type RootQuery { customers: [Customer!] }
      type Writes { touch(id: ID!): Customer! }
      type Customer @key(fields: "id") { id: ID! name: String! carts: [Cart!]! payments: [Payment] }
      type Cart @key(fields: "id") { id: ID! }
      type Payment @key(fields: "id") { id: ID! }
    `,
  },
};
