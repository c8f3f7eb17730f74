import { encodeCursor, type CursorOrder, type Window } from './window.js';

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

/** How many items a list has; a number alone is exact. */
type Count = number | { readonly total: number; readonly exact: boolean };

/**
 * A connection from the rows a store read for a window.
 * @param rows at most `window.first + 1` rows in order: the one too many tells that another page follows
 * @param count reads how many items there are; called once at most
 */
export function toConnection<Row>(
  rows: readonly Row[],
  window: Window,
  { name, keyOf }: CursorOrder<Row>,
  count: () => Promise<Count>,
): Connection<Row> {
  const nodes = rows.slice(0, window.first);
  const edges = nodes.map((node) => ({ cursor: encodeCursor(name, keyOf(node)), node }));
  let counting: Promise<Count> | undefined;
  const counted = async () => {
    const found = await (counting ??= count());
    return typeof found === 'number' ? { total: found, exact: true } : found;
  };
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > window.first,
      hasPreviousPage: window.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () => (await counted()).total,
    totalIsExact: async () => (await counted()).exact,
  };
}
