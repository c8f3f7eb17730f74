import { measureLandBorders } from '../shapes/land-borders.js';
import { measureShape } from '../shapes/measures.js';
import { readBorders } from './borders.js';
import { readCountries } from './countries.js';
import { readDoctrines } from './doctrines.js';
import { files } from './files.js';
import { readGroupings, readMemberships } from './groupings.js';
import { readIndicators, readObservations } from './indicators.js';
import { readPartnerships, readTiers } from './partnerships.js';
import { readOfficeTerms, readPeople } from './people.js';
import { readRelations } from './relations.js';

/**
 * Everything this service's files say, as rows, with all references inside the service checked; statistics apart,
 * see {@link readStatistics}.
 * @throws FactError at file and line of the first record that cannot be used
 */
export function readCompiledFacts() {
  const countries = readCountries();
  const sources = files.readSources();
  const codes = new Map(countries.map(({ isoNumeric, iso3 }) => [isoNumeric, iso3]));
  const borders = readBorders(
    sources,
    measureLandBorders((isoNumeric) => codes.get(isoNumeric)),
  );
  const people = readPeople();
  const groupings = readGroupings();
  const tiers = readTiers();
  const partnerships = readPartnerships(sources, tiers);
  const pairs = [...borders.map(({ id }) => id), ...partnerships.map(({ relationId }) => relationId)];
  return {
    sources: sources.rows,
    countries: countries.map((country) => ({
      areaKm2: null,
      centroid: null,
      ...country,
      ...measureShape(country.isoNumeric),
    })),
    borders,
    people,
    officeTerms: readOfficeTerms(sources, people),
    groupings,
    memberships: readMemberships(sources, groupings),
    tiers,
    partnerships,
    relations: readRelations(sources, pairs),
    doctrines: readDoctrines(sources),
  };
}

/**
 * The series and observations of this service's files, as rows.
 * @throws FactError at file and line of the first record that cannot be used
 */
export function readStatistics() {
  const indicators = readIndicators(files.readSources());
  return { indicators, observations: readObservations(indicators) };
}
