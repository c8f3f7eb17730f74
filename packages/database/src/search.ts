import type { Box } from '@corridor/schema';
import sql, { join, raw, type Sql } from 'sql-template-tag';

/** Texts to search in: a column as a statement names it, and as it is called in its table. */
export interface SearchedTexts {
  readonly column: Sql;
  readonly table: string;
  readonly name: string;
}

/** Shorter words have too few letters to tell a slip from another word. */
const shortestMisspelt = 5;

/** Text that contains a word, its own wildcards taken literally. */
const contains = (column: Sql, word: string): Sql =>
  sql`${column} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;

function hasWord({ column, table, name }: SearchedTexts, word: string): Sql {
  if (word.length < shortestMisspelt) return contains(column, word);
  const isNowhere = sql`not exists (select from ${raw(table)} anywhere where ${contains(raw(`anywhere.${name}`), word)})`;
  return sql`(${contains(column, word)} or (${word} <% ${column} and ${isNowhere}))`;
}

/**
 * A condition that all words occur in a text; words and texts are folded alike. A word of five letters or more that occurs in no
 * text of the table is taken for a misspelt one: words that are written much like it will do.
 */
export const containsAll = (texts: SearchedTexts, words: readonly string[]): Sql =>
  join([sql`true`, ...words.map((word) => hasWord(texts, word))], ' and ');

/**
 * How well a text fits what is searched for, from 0 to little over 1, to order by: by how much the words are words of its
 * title, half as much by how much they are words of the rest; of equal ones the shorter title is better.
 * @param text folded, its title in the first line
 */
export function relevance(text: Sql, words: readonly string[]): Sql {
  if (words.length === 0) return sql`0::numeric`;
  const title = sql`split_part(${text}, e'\\n', 1)`;
  const fits = words.map(
    (word) =>
      sql`greatest(strict_word_similarity(${word}, ${title}), strict_word_similarity(${word}, ${text}) / 2)`,
  );
  return sql`round(((${join(fits, ' + ')}) / ${words.length}::integer
    + similarity(${words.join(' ')}, ${title}) / 10)::numeric, 6)`;
}

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
