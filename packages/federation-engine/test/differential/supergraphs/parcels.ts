import type { SupergraphSource } from './supergraph-source.js';

/** `@requires` in every form: chains over services, nested objects and lists, fragments on a union, arguments. */
export const parcels: SupergraphSource = {
  name: 'parcels',
  subgraphs: {
    goods: `
      type Query { parcels: [Parcel!]! parcel(id: ID!): Parcel }
      type Parcel @key(fields: "id") {
        id: ID!
        weight(unit: String = "kg"): Float
        size: Size
        contents: [Content!]
        sender: Party
        lines: [Line!]!
        fragile: Boolean!
      }
      type Size @shareable { width: Int! height: Int depth: Int }
      union Content = Liquid | Solid
      type Liquid { litres: Float! name: String }
      type Solid { kilos: Float name: String }
      type Party @key(fields: "id") { id: ID! name: String! }
      type Line @key(fields: "id") { id: ID! text: String amount: Int }
    `,
    tariffs: `
      type Parcel @key(fields: "id") {
        id: ID!
        weight(unit: String = "kg"): Float @external
        size: Size @external
        volume: Int @requires(fields: "size { width height }")
        tariff: Int! @requires(fields: "weight(unit: \\"lb\\")")
        zone: Zone
      }
      type Size @shareable { width: Int! height: Int depth: Int }
      type Zone { code: String! rate: Float }
    `,
    duties: `
      type Parcel @key(fields: "id") {
        id: ID!
        volume: Int @external
        tariff: Int! @external
        zone: Zone @external
        contents: [Content!] @external
        lines: [Line!]! @external
        duty: Float @requires(fields: "volume tariff")
        customs(rush: Boolean = true): String! @requires(fields: "zone { code } contents { ... on Liquid { litres } ... on Solid { kilos } }")
        total: Int @requires(fields: "lines { id amount }")
      }
      type Zone @external { code: String! }
      union Content = Liquid | Solid
      type Liquid @external { litres: Float! }
      type Solid @external { kilos: Float }
      type Line @key(fields: "id") { id: ID! amount: Int @external taxed: Boolean! }
    `,
    billing: `
      type Query { invoices: [Invoice] }
      type Invoice { number: Int! parcel: Parcel payer: Party }
      type Parcel @key(fields: "id") {
        id: ID!
        duty: Float @external
        customs(rush: Boolean = true): String! @external
        sender: Party @external
        bill: String @requires(fields: "duty customs(rush: false) sender { id address }")
        insured: Boolean
      }
      type Party @key(fields: "id") { id: ID! address: String @external vip: Boolean @requires(fields: "address") }
    `,
    addresses: `
      type Party @key(fields: "id") { id: ID! address: String street(number: Int): String! neighbours: [Party!] }
    `,
  },
};
