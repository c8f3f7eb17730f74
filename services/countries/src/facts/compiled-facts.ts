import { compiled, openSources } from '@corridor/facts';
import { measureLandBorders } from '../shapes/land-borders.js';
import { measureShape } from '../shapes/measures.js';
import { readBorders } from './borders.js';
import { readCountries, type CountryFacts } from './countries.js';
import { readDoctrines } from './doctrines.js';
import { sourceFiles } from './files.js';
import { readGroupings, readMemberships } from './groupings.js';
import { readIndicators, readObservations } from './indicators.js';
import { readPartnerships, readTiers } from './partnerships.js';
import { readOfficeTerms, readPeople } from './people.js';
import type { Reading } from './reading.js';
import { readRelations } from './relations.js';

function openReading(countries: readonly CountryFacts[]): Reading {
  const codes = new Set(countries.map(({ iso3 }) => iso3));
  return {
    sources: openSources(sourceFiles(), compiled),
    checkCountry: (iso3, record, at) => {
      if (!codes.has(iso3)) throw record.error(`${at}: no country has the code ${iso3}`);
      return iso3;
    },
  };
}

/**
 * Everything this service's files say, as rows, with all references inside the service checked; statistics apart,
 * see {@link readStatistics}.
 * @throws FactError at file and line of the first record that cannot be used
 */
export function readCompiledFacts() {
  const countries = readCountries();
  const reading = openReading(countries);
  const codes = new Map(countries.map(({ isoNumeric, iso3 }) => [isoNumeric, iso3]));
  const borders = readBorders(
    reading,
    measureLandBorders((isoNumeric) => codes.get(isoNumeric)),
  );
  const people = readPeople(reading);
  const groupings = readGroupings();
  const tiers = readTiers(reading);
  const partnerships = readPartnerships(reading, tiers);
  const pairs = [...borders.map(({ id }) => id), ...partnerships.map(({ relationId }) => relationId)];
  return {
    sources: reading.sources.rows,
    countries: countries.map((country) => ({
      areaKm2: null,
      centroid: null,
      ...country,
      ...measureShape(country.isoNumeric),
    })),
    borders,
    people,
    officeTerms: readOfficeTerms(reading, people),
    groupings,
    memberships: readMemberships(reading, groupings),
    tiers,
    partnerships,
    relations: readRelations(reading, pairs),
    doctrines: readDoctrines(reading),
  };
}

/**
 * The series and observations of this service's files, as rows.
 * @throws FactError at file and line of the first record that cannot be used
 */
export function readStatistics() {
  const reading = openReading(readCountries());
  const indicators = readIndicators(reading);
  return { indicators, observations: readObservations(reading, indicators) };
}
