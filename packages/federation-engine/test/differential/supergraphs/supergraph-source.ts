/** A supergraph of the suite: the SDL of each subgraph by name, without the `@link` line, which all of them share. */
export interface SupergraphSource {
  readonly name: string;
  /** How deep its operations go at most (default 6): on some the planner's work grows exponentially. */
  readonly maxDepth?: number;
  readonly subgraphs: Readonly<Record<string, string>>;
}
