import type { SupergraphSource } from './supergraph-source.js';

/** Lists within lists of entities, unions and interfaces; joins that start several lists deep. */
export const grids: SupergraphSource = {
  name: 'grids',
  subgraphs: {
    board: `
      type Query { grid: [[Cell!]!]! loose: [[Cell]] cube: [[[Piece]!]!] board(size: Int): Board! boards: [Board]! }
      type Board @key(fields: "id") { id: ID! rows: [[Cell!]!] pieces: [[Piece!]!]! neighbours: [Board!] }
      type Cell @key(fields: "x y") { x: Int! y: Int! colour: String next: [Cell!] on: [[Piece]] }
      union Piece = Pawn | King
      type Pawn @key(fields: "id") { id: ID! rank: Int }
      type King @key(fields: "id") { id: ID! checked: Boolean! }
    `,
    players: `
      type Query { turn: Player! }
      interface Owned { owner: Player moves: [[Cell!]!] }
      type Player { name: String! board: Board captured: [Taken!]! score: [[Int]!] }
      union Taken = Pawn | King
      type Pawn implements Owned @key(fields: "id") { id: ID! owner: Player moves: [[Cell!]!] value: Int! }
      type King implements Owned @key(fields: "id") { id: ID! owner: Player moves: [[Cell!]!] castled: Boolean }
      type Cell @key(fields: "x y", resolvable: false) { x: Int! y: Int! }
      type Board @key(fields: "id") { id: ID! players: [Player!]! owned: [[Owned]] }
    `,
    marks: `
      type Cell @key(fields: "x y") { x: Int! y: Int! mark: Mark marks: [[Mark!]] colour: String @external shade: String! @requires(fields: "colour") }
      enum Mark { X O }
      type Pawn @key(fields: "id") { id: ID! rank: Int @external crown: Boolean @requires(fields: "rank") }
    `,
  },
};
