import type { SupergraphSource } from './supergraph-source.js';

/** One interface that all entities of all services implement, and keys that only some services can resolve. */
export const nodes: SupergraphSource = {
  name: 'nodes',
  subgraphs: {
    graph: `
      type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! first: Node! }
      interface Node { id: ID! }
      type Task implements Node @key(fields: "id") { id: ID! }
      type Team implements Node @key(fields: "id") { id: ID! }
      type Sprint implements Node @key(fields: "id") { id: ID! }
    `,
    tasks: `
      type Query { tasks(where: TaskFilter): [Task!]! }
      input TaskFilter { done: Boolean = false names: [String] any: [TaskFilter!] }
      interface Node { id: ID! }
      interface Titled { title: String! }
      type Task implements Node & Titled @key(fields: "id") { id: ID! title: String! done: Boolean blocks: [Task!] parent: Titled sprint: Sprint }
      type Epic implements Titled { title: String! tasks: [Task!]! }
      type Sprint implements Node @key(fields: "id") { id: ID! tasks: [Task!]! }
    `,
    teams: `
      schema { query: TeamQueries }
      type TeamQueries { teams: [Team] }
      interface Node { id: ID! }
      interface Titled { title: String! }
      type Team implements Node & Titled @key(fields: "id") { id: ID! title: String! lead: Member! members: [Member] owns: [Node!]! }
      type Member @key(fields: "mail", resolvable: false) { mail: ID! }
      type Task implements Node @key(fields: "id") { id: ID! assignee: Member team: Team }
      type Sprint implements Node @key(fields: "id") { id: ID! goal: String }
    `,
    directory: `
      type Member @key(fields: "mail") { mail: ID! name: String! phone: String reports: [Member!]! }
    `,
  },
};
