import type { SupergraphSource } from './supergraph-source.js';

/** Interfaces and unions whose members live in several services, with and without keys. */
export const animals: SupergraphSource = {
  name: 'animals',
  subgraphs: {
    zoo: `
      type Query { animals: [Animal!]! animal(id: ID!): Animal things: [Thing] cage: Cage! }
      interface Named { name: String }
      interface Animal implements Named { id: ID! name: String friends: [Animal] home: Cage }
      type Dog implements Animal & Named @key(fields: "id") { id: ID! name: String friends: [Animal] home: Cage barks: Boolean }
      type Cat implements Animal & Named @key(fields: "id") { id: ID! name: String friends: [Animal] home: Cage lives: Int! }
      type Fish implements Animal & Named @key(fields: "id") { id: ID! name: String friends: [Animal] home: Cage depth: Float }
      type Cage implements Named @key(fields: "number") { number: Int! name: String guests: [Guest!]! }
      union Guest = Dog | Cat | Fish
      union Thing = Dog | Cage | Toy
      type Toy implements Named { name: String colour: String }
    `,
    vets: `
      type Query { patients: [Patient] emergency: Patient visits: [Visit!] }
      union Patient = Dog | Cat | Fish
      interface Treated { checkups: [Visit!]! weight: Float }
      type Dog implements Treated @key(fields: "id") { id: ID! checkups: [Visit!]! weight: Float chip: String! }
      type Cat implements Treated @key(fields: "id") { id: ID! checkups: [Visit!]! weight: Float indoor: Boolean }
      type Fish @key(fields: "id") { id: ID! water: String }
      type Visit { on: String! patient: Patient! treated: Treated cost: Cost }
      union Cost = Fixed | Hourly
      type Fixed { amount: Int! }
      type Hourly { amount: Float rate: Int! }
    `,
    keepers: `
      type Query { keepers: [Keeper!]! }
      type Keeper @key(fields: "id") { id: ID! name: String! cares: [Cared!]! boss: Keeper }
      union Cared = Cage | Dog
      type Cage @key(fields: "number") { number: Int! keeper: Keeper cleaned: [String] }
      type Dog @key(fields: "id") { id: ID! walker: Keeper! }
      type Cat @key(fields: "id") { id: ID! servant: Keeper }
    `,
  },
};
