import type { SupergraphSource } from './supergraph-source.js';

/** One type with several keys, of which each service knows only some: joins go over services in between. */
export const catalog: SupergraphSource = {
  name: 'catalog',
  subgraphs: {
    store: `
      type Query { items: [Item!] item(id: ID!): Item firstItem: Item! }
      type Item @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! label: String maker: Maker }
      type Maker @key(fields: "name") { name: String! }
    `,
    stock: `
      type Query { scarce: [Item] }
      type Item @key(fields: "sku") @key(fields: "upc") { sku: String! upc: Int! amount: Int place: Place! }
      type Place { aisle: Int! shelf: String items: [Item!]! }
    `,
    suppliers: `
      type Item @key(fields: "upc") { upc: Int! suppliers: [Supplier!]! cheapest: Supplier }
      type Supplier @key(fields: "code") @key(fields: "vat") { code: ID! vat: String! rating: Int }
      type Maker @key(fields: "name") @key(fields: "id") { name: String! id: ID! supplies: [Item] }
    `,
    finance: `
      type Query { debtors: [Supplier] }
      type Supplier @key(fields: "vat") { vat: String! debt: Float risky: Boolean! }
      type Maker @key(fields: "id") { id: ID! revenue: Float! }
    `,
  },
};
