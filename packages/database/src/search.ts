import type { Box } from '@corridor/schema';
import sql, { join, type Sql } from 'sql-template-tag';

/** A condition that all words occur in a column, their own wildcards taken literally; both are folded alike. */
export const containsAll = (column: Sql, words: readonly string[]): Sql =>
  join(
    [sql`true`, ...words.map((word) => sql`${column} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)],
    ' and ',
  );

/** A condition that the point of a row lies in a box. */
export const isInside = (
  { latitude, longitude }: { readonly latitude: Sql; readonly longitude: Sql },
  { west, south, east, north }: Box,
): Sql =>
  sql`${latitude} between ${south} and ${north} and ${
    west <= east
      ? sql`${longitude} between ${west} and ${east}`
      : sql`(${longitude} >= ${west} or ${longitude} <= ${east})`
  }`;
