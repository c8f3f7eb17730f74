import { empty, raw, sql, type Sql } from '@corridor/database';

/**
 * `and …`: a fact that holds on a day, by the bounds of its dates; nothing when no day is asked for.
 * @param fact the alias of the fact's table
 */
export function holdsOn(fact: string, asOf: string | undefined): Sql {
  if (asOf === undefined) return empty;
  const [from, to] = [raw(`${fact}.valid_from_on`), raw(`${fact}.valid_to_on`)];
  return sql`and coalesce(${from} <= ${asOf}::date, true) and coalesce(${to} >= ${asOf}::date, true)`;
}

/** `and …` that stands only where its value is given. */
export const when = <Value>(value: Value | undefined, condition: (value: Value) => Sql): Sql =>
  value === undefined ? empty : condition(value);
