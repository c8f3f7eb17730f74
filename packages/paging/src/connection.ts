import { encodeCursor, type SortKey, type Window } from './window.js';

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

/** The parent object of a connection type; counts are functions, so they cost nothing unless asked. */
export interface Connection<Row> {
  readonly nodes: readonly Row[];
  readonly edges: readonly Edge<Row>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number>;
  readonly totalIsExact: () => Promise<boolean>;
}

/**
 * A connection from the rows a store read for a window.
 * @param rows at most `window.first + 1` rows in order: the one too many tells that another page follows
 * @param list how the list is ordered, what its rows are sorted by and how they are counted
 */
export function toConnection<Row>(
  rows: readonly Row[],
  window: Window,
  list: {
    readonly order: string;
    readonly keyOf: (row: Row) => SortKey;
    readonly count: () => Promise<{ readonly total: number; readonly exact: boolean }>;
  },
): Connection<Row> {
  const nodes = rows.slice(0, window.first);
  const edges = nodes.map((node) => ({ cursor: encodeCursor(list.order, list.keyOf(node)), node }));
  let counted: ReturnType<typeof list.count> | undefined;
  const count = () => (counted ??= list.count());
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > window.first,
      hasPreviousPage: window.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () => (await count()).total,
    totalIsExact: async () => (await count()).exact,
  };
}
