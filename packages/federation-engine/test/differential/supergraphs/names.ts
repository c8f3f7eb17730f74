import type { SupergraphSource } from './supergraph-source.js';

/** Types and fields with the names of what every JavaScript object inherits. */
export const names: SupergraphSource = {
  name: 'names',
  subgraphs: {
    first: `
      type Query { constructor: constructor toString(valueOf: String): [toString!] hasOwnProperty: Boolean valueOf: prototype all: [Any!] }
      type constructor @key(fields: "toString") { toString: ID! constructor: constructor name: String length: Int }
      type toString @key(fields: "constructor") { constructor: ID! valueOf: Int! isPrototypeOf: [constructor!] }
      type prototype { constructor: String hasOwnProperty: Boolean! map: [Int!] data: prototype errors: [String] }
      union Any = constructor | toString | prototype
    `,
    second: `
      type Query { length: Int path: [[toString]!] }
      type constructor @key(fields: "toString") { toString: ID! prototype: toString valueOf(constructor: Int, toString: String): String! }
      type toString @key(fields: "constructor") { constructor: ID! toString: String toJSON: String then: Int callee: constructor! }
    `,
    third: `
      type constructor @key(fields: "toString") {
        toString: ID!
        length: Int @external
        apply: Int @requires(fields: "length")
        _entities: String
        extensions: [toString]
      }
      type toString @key(fields: "constructor") { constructor: ID! n: Int data: [constructor]! }
    `,
  },
};
