import type { References } from '@corridor/facts';
import { readCompiledFacts, readStatistics } from './compiled-facts.js';

/**
 * The ids this service's fact files define, for the other services' files, and those they need from others: none.
 * @throws FactError at file and line of a record that cannot be used
 */
export function listReferences(): References {
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
