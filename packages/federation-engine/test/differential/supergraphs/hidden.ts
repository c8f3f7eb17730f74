import type { SupergraphSource } from './supergraph-source.js';

/** Fields, types and enum values that clients must not see, and fields that moved from one service to another. */
export const hidden: SupergraphSource = {
  name: 'hidden',
  subgraphs: {
    staff: `
      type Query { people: [Person!] person(id: ID!): Person agents: [Agent] secrets: Secret @inaccessible duty: [Duty!]! }
      type Person @key(fields: "id") @key(fields: "badge") {
        id: ID!
        badge: String! @inaccessible
        level: Level!
        levels: [Level]
        old: String
        moved: Int
        secret: Secret @inaccessible
        role: Role
      }
      enum Level { LOW HIGH TOP @inaccessible }
      type Secret @inaccessible { text: String }
      union Agent = Person | Ghost | Robot
      type Ghost @inaccessible { fear: Int }
      type Robot { model: String! level: Level }
      interface Role { title: String pay: Int @inaccessible }
      type Guard implements Role { title: String pay: Int @inaccessible post: String! }
      type Spy implements Role @inaccessible { title: String pay: Int cover: String }
      union Duty = Guard | Robot
    `,
    rooms: `
      type Query { doors: [Door!]! }
      type Person @key(fields: "badge") { badge: String! @inaccessible opens: [Door!] moved: Int @override(from: "staff") fresh: Boolean }
      type Door @key(fields: "code") { code: ID! name: String seen: [Person] }
      enum Level { LOW HIGH TOP @inaccessible }
      type Alarm { level: Level! loud: Boolean }
    `,
    audit: `
      type Query { entries: [Entry!]! }
      type Entry { who: Person! door: Door what: String level: Level }
      enum Level { LOW HIGH TOP @inaccessible }
      type Person @key(fields: "id") {
        id: ID!
        old: String @override(from: "staff")
        level: Level! @external
        trust: Int @requires(fields: "level")
      }
      type Door @key(fields: "code") { code: ID! entries: [Entry] }
    `,
  },
};
