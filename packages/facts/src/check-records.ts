import type { Located, Place } from './read-facts.js';

/**
 * Makes sure that no two records have one key.
 * @throws FactError at the second record's line
 */
export function checkUnique<Fact>(
  records: readonly Located<Fact>[],
  ...keysOf: readonly ((fact: Fact) => string | readonly string[])[]
): void {
  const seen = new Set<string>();
  for (const { fact, error } of records)
    for (const key of keysOf.flatMap((of) => of(fact))) {
      if (seen.has(key)) throw error(`${key} is defined twice`);
      seen.add(key);
    }
}

/**
 * Makes sure that what a record names is defined.
 * @param at the path of the value within the record
 * @throws FactError at the value's line
 */
export function checkDefined(
  defined: ReadonlySet<string>,
  id: string,
  record: Place,
  ...at: readonly (string | number)[]
): string {
  if (!defined.has(id)) throw record.error(`${at.join('.')}: nothing has the id ${id}`, at);
  return id;
}
