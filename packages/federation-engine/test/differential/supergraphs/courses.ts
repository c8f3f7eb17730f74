import type { SupergraphSource } from './supergraph-source.js';

/** `@provides` on fields, lists and nested objects; the same field is provided here, fetched there. */
export const courses: SupergraphSource = {
  name: 'courses',
  subgraphs: {
    school: `
      type Query {
        course(id: ID!): Course @provides(fields: "room { floor } teacher { name }")
        courses: [Course!]!
        lesson: Lesson
      }
      type Course @key(fields: "id") {
        id: ID!
        title: String!
        room: Room
        teacher: Teacher
        best: Student @provides(fields: "name age")
        students: [Student!]! @provides(fields: "name")
      }
      type Room @key(fields: "id") { id: ID! floor: Int @external }
      type Teacher @key(fields: "id") { id: ID! name: String @external }
      type Student @key(fields: "id") { id: ID! name: String @external age: Int @external }
      type Lesson { course: Course hours: [Int!]! substitute: Teacher @provides(fields: "name") }
    `,
    people: `
      type Query { teachers: [Teacher] students(names: [String]): [Student!] }
      interface Person { name: String friends: [Person!] }
      type Teacher implements Person @key(fields: "id") { id: ID! name: String @shareable friends: [Person!] subjects: [String!] }
      type Student implements Person @key(fields: "id") { id: ID! name: String @shareable age: Int @shareable friends: [Person!] mentor: Teacher }
    `,
    building: `
      type Query { rooms: [Room!]! }
      type Room @key(fields: "id") { id: ID! floor: Int @shareable seats: Int! doors: [[Door]] }
      type Door { leadsTo: Room locked: Boolean! }
    `,
    marks: `
      type Student @key(fields: "id") { id: ID! marks(of: ID): [Mark!]! average: Float }
      type Mark { course: Course! value: Int! given: String }
      type Course @key(fields: "id") { id: ID! difficulty: Int averages: [Float!]! }
    `,
  },
};
