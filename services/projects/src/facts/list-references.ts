import { readCompiledFacts, readProjectRecords } from './compiled-facts.js';

/** An id that a fact file names and another service defines, with the error to throw when none does. */
export interface Reference {
  readonly id: string;
  readonly error: (problem: string) => Error;
}

/**
 * The ids this service's fact files define, for the other services' files, and the countries they name.
 * @throws FactError at file and line of a record that cannot be used
 */
export function listReferences(): { readonly defines: string[]; readonly refers: Reference[] } {
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
