import { badInput, isDay } from '@corridor/schema';
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';

/** A `timestamptz` column must be kept to the millisecond, since a row's instant is. */
type SortType = 'text' | 'numeric' | 'integer' | 'date' | 'timestamptz';

/** How a list is ordered: never-null expressions, the last one unique, all in one direction, so one index serves. */
export interface SortOrder {
  /** Goes into cursors, such as `TITLE:ASC`. */
  readonly name: string;
  readonly columns: readonly { readonly expression: string; readonly type: SortType }[];
  readonly direction: 'ASC' | 'DESC';
}

const isOfType: Record<SortType, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  numeric: (value) => /^-?\d+(\.\d+)?$/.test(String(value)),
  integer: (value) => Number.isSafeInteger(value),
  date: (value) =>
    typeof value === 'string' && (isDay(value) || value === 'infinity' || value === '-infinity'),
  timestamptz: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
};

/** `a asc, b asc`, to stand behind `order by`. */
export const orderBy = ({ columns, direction }: SortOrder): Sql =>
  raw(columns.map(({ expression }) => `${expression} ${direction}`).join(', '));

/**
 * `and (a, b) > ($1, $2)`: only rows behind the key; nothing for a first page.
 * @throws ClientError BAD_USER_INPUT when a cursor holds values of other types than the order's
 */
export function afterKey(order: SortOrder, key: readonly unknown[] | undefined): Sql {
  if (key === undefined) return empty;
  const { columns, direction } = order;
  if (!columns.every(({ type }, index) => isOfType[type](key[index])))
    throw badInput('after', 'not a cursor of this list in this order');
  const values = join(columns.map(({ type }, index) => sql`${key[index]}::${raw(type)}`));
  const expressions = raw(columns.map(({ expression }) => expression).join(', '));
  return sql`and (${expressions}) ${raw(direction === 'ASC' ? '>' : '<')} (${values})`;
}
