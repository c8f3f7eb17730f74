import type { SupergraphSource } from './supergraph-source.js';

const shared = `
  scalar Json
  scalar Instant
  enum Grade { A B C }
  type Measure @shareable { amount: Float! unit: Unit! parts: [Measure!] note: String }
  type Unit @shareable { symbol: String! factor: Float exact: Boolean! grade: Grade }
`;

/** Value types shared by all services, every built-in scalar, custom scalars, enums, nested lists, non-null everywhere. */
export const values: SupergraphSource = {
  name: 'values',
  subgraphs: {
    sensors: `
      ${shared}
      type Query { sensors: [Sensor!]! matrix: [[Measure!]!]! sensor(id: ID!, at: Instant, box: BoxInput): Sensor }
      input BoxInput { low: Int! = 1 high: Int tags: [String!] nested: BoxInput grade: Grade = B }
      type Sensor @key(fields: "id") {
        id: ID!
        reading(grade: Grade = A, at: Instant): Measure!
        history: [[Measure]!]
        cube: [[[Int!]!]!]!
        grade: Grade!
        grades: [[Grade!]!]
        raw: Json
        seen: Instant!
      }
    `,
    calibrations: `
      ${shared}
      type Query { unit: Unit! units: [Unit]! }
      type Sensor @key(fields: "id") {
        id: ID!
        target: Measure!
        drift: Float!
        checks: [Check!]!
        tags: [String!]!
        flags: [Boolean]
        serial: Int!
        payload(of: Json): Json!
      }
      type Check { at: Instant! by: String measure: Measure! sensor: Sensor! }
    `,
    places: `
      ${shared}
      type Sensor @key(fields: "id") { id: ID! height: Measure where: [Float!] room: Room! }
      type Room @key(fields: "id") { id: ID! sensors: [Sensor!]! area: Measure! owner: ID ids: [ID!]! }
    `,
  },
};
