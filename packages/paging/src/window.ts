import { badInput, type Given } from '@corridor/schema';

/** The values an item is sorted by, the last one unique. */
export type SortKey = readonly (string | number | boolean)[];

/** How much of a list is asked: `first` items, those after the item with the sort key `after`. */
export interface Window {
  readonly first: number;
  readonly after?: SortKey;
}

const maxPageSize = 100;

/** A cursor names its order too, so that it cannot be used with another one. */
export const encodeCursor = (order: string, key: SortKey) =>
  Buffer.from(JSON.stringify([order, ...key])).toString('base64url');

function decodeCursor(cursor: string, order: string, keyLength: number): SortKey {
  const unusable = badInput('after', 'not a cursor of this list in this order');
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw unusable;
  }
  if (!Array.isArray(values) || values.length !== keyLength + 1 || values[0] !== order) throw unusable;
  const key: unknown[] = values.slice(1);
  const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
  if (!key.every(isScalar) || JSON.stringify(key).includes('\\u0000')) throw unusable;
  return key as SortKey;
}

/** How a list is ordered, as far as its cursors tell. */
export interface CursorOrder<Row> {
  /** Goes into cursors, such as `TITLE:ASC`. */
  readonly name: string;
  readonly columns: readonly unknown[];
  /** What a row is sorted by: a value for each column. */
  readonly keyOf: (row: Row) => SortKey;
}

/**
 * How many items of a list are asked.
 * @throws ClientError BAD_USER_INPUT naming `first`
 */
export function readFirst(first: Given<number>, otherwise = 20): number {
  const count = first ?? otherwise;
  if (count < 1 || count > maxPageSize) throw badInput('first', `expected 1 to ${maxPageSize}, got ${count}`);
  return count;
}

/**
 * The window that a connection field's arguments ask for.
 * @throws ClientError BAD_USER_INPUT naming `first` or `after`
 */
export function readWindow(
  args: { readonly first?: Given<number>; readonly after?: Given<string> },
  { name, columns }: Pick<CursorOrder<never>, 'name' | 'columns'>,
): Window {
  const first = readFirst(args.first);
  return args.after == null ? { first } : { first, after: decodeCursor(args.after, name, columns.length) };
}
