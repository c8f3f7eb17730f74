import type { Connection, Edge } from '@corridor/paging';
import { markMatch } from '../text-fold.js';

interface TextMatch {
  readonly field: string;
  readonly fragments: readonly string[];
}

/** The texts of an item that a filter looks through, by field. */
type Fields = Readonly<Record<string, readonly string[]>>;

const findMatches = (fields: Fields, part: string): TextMatch[] =>
  Object.entries(fields)
    .map(([field, texts]) => ({ field, fragments: texts.flatMap((text) => markMatch(text, part) ?? []) }))
    .filter(({ fragments }) => fragments.length > 0);

/** A connection whose edges tell why the text filter found them. */
export const withMatches = <Row>(
  connection: Connection<Row>,
  part: string | undefined,
  fieldsOf: (row: Row) => Fields,
): Connection<Row> & {
  readonly edges: readonly (Edge<Row> & { readonly matches: () => TextMatch[] })[];
} => ({
  ...connection,
  edges: connection.edges.map((edge) => ({
    ...edge,
    matches: () => (part === undefined ? [] : findMatches(fieldsOf(edge.node), part)),
  })),
});
