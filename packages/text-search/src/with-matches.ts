import type { Connection, Edge } from '@corridor/paging';
import { findMatches, type TextFields, type TextMatch } from './find-matches.js';

/** A connection whose edges tell, when asked, why the search found them. */
export const withMatches = <Row>(
  connection: Connection<Row>,
  words: readonly string[],
  fieldsOf: (row: Row) => TextFields,
): Connection<Row> & {
  readonly edges: () => readonly (Edge<Row> & { readonly matches: () => TextMatch[] })[];
} => ({
  ...connection,
  edges: () =>
    connection.edges().map((edge) => ({
      ...edge,
      matches: () => findMatches(fieldsOf(edge.node), words),
    })),
});
