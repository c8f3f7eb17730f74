import type { SupergraphSource } from './supergraph-source.js';

/** An interface that is an entity, and services that know it only as one object (`@interfaceObject`). */
export const media: SupergraphSource = {
  name: 'media',
  maxDepth: 3,
  subgraphs: {
    library: `
      type Query { media: [Media!]! one(id: ID!): Media books: [Book] films: [Film!] shelf: Shelf! }
      interface Media @key(fields: "id") { id: ID! title: String year: Int sequel: Media }
      type Book implements Media @key(fields: "id") { id: ID! title: String year: Int sequel: Media pages: Int! }
      type Film implements Media @key(fields: "id") { id: ID! title: String year: Int sequel: Media minutes: Int director: String! }
      type Song implements Media @key(fields: "id") { id: ID! title: String year: Int sequel: Media bpm: Float }
      type Shelf { media: [[Media]!]! best: Book }
    `,
    reviews: `
      type Query { reviewed: [Media] topReview: Review }
      type Media @interfaceObject @key(fields: "id") { id: ID! reviews: [Review!]! rating: Float! mood(of: String): Mood }
      type Review @key(fields: "id") { id: ID! media: Media! text: String }
      enum Mood { HAPPY SAD }
    `,
    prices: `
      type Media @interfaceObject @key(fields: "id") {
        id: ID!
        year: Int @external
        price: Int @requires(fields: "year")
        bundle: [Media!]
      }
    `,
    cinema: `
      type Query { tonight: [Film] }
      type Film @key(fields: "id") { id: ID! halls: [Hall!]! rating3d: Int }
      type Hall { name: String! seats: Int }
      type Review @key(fields: "id") { id: ID! critic: String }
    `,
  },
};
