import type { References } from '@corridor/facts';
import { readCompiledFacts, readProjectRecords } from './compiled-facts.js';

/**
 * The ids this service's fact files define, for the other services' files, and the countries they name.
 * @throws FactError at file and line of a record that cannot be used
 */
export function listReferences(): References {
  const { projects, sectorCodes } = readCompiledFacts();
  const defined = [projects.projects, projects.organisations, projects.phases, sectorCodes];
  return {
    defines: defined.flatMap((rows) => rows.map(({ id }) => id)),
    refers: readProjectRecords().flatMap(({ fact, error }) => {
      const named = [fact.recipients, fact.participatingOrgs, fact.locations].flat();
      const countries = new Set(named.flatMap(({ country }) => country ?? []));
      return [...countries].map((iso3) => ({
        id: `country:${iso3}`,
        error: (problem: string) => error(problem),
      }));
    }),
  };
}
