import { encodeCursor, type CursorOrder, type Window } from './window.js';

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

/** The parent object of a connection type; edges and counts are functions, so they cost nothing unless asked. */
export interface Connection<Row> {
  readonly nodes: readonly Row[];
  readonly edges: () => readonly Edge<Row>[];
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
  const cursorOf = (node: Row) => encodeCursor(name, keyOf(node));
  const [first, last] = [nodes[0], nodes.at(-1)];
  let counting: Promise<Count> | undefined;
  const counted = async () => {
    const found = await (counting ??= count());
    return typeof found === 'number' ? { total: found, exact: true } : found;
  };
  return {
    nodes,
    edges: () => nodes.map((node) => ({ cursor: cursorOf(node), node })),
    pageInfo: {
      hasNextPage: rows.length > window.first,
      hasPreviousPage: window.after !== undefined,
      startCursor: first === undefined ? null : cursorOf(first),
      endCursor: last === undefined ? null : cursorOf(last),
    },
    totalCount: async () => (await counted()).total,
    totalIsExact: async () => (await counted()).exact,
  };
}
