import { readCompiledFacts, readStatistics } from './compiled-facts.js';

/** An id that a fact file names and another service defines, with the error to throw when none does. */
export interface Reference {
  readonly id: string;
  readonly error: (problem: string) => Error;
}

/**
 * The ids this service's fact files define, for the other services' files, and those they need from others: none.
 * @throws FactError at file and line of a record that cannot be used
 */
export function listReferences(): { readonly defines: string[]; readonly refers: Reference[] } {
  const facts = readCompiledFacts();
  const { indicators } = readStatistics();
  const { people, officeTerms, groupings, tiers, partnerships, doctrines } = facts;
  return {
    defines: [
      ...facts.countries.map(({ iso3 }) => `country:${iso3}`),
      ...[people, officeTerms, groupings, tiers, partnerships, doctrines].flatMap((rows) =>
        rows.map(({ id }) => id),
      ),
      ...indicators.map(({ code }) => `indicator:${code}`),
    ],
    refers: [],
  };
}
