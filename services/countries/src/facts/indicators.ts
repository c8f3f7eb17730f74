import { compiled, readFacts, readTable, readYearSeries } from '@corridor/facts';
import { z } from 'zod';
import type { Indicator } from '../entities/indicator.js';
import type { Observation } from '../entities/observation.js';
import { factFile } from './files.js';
import { checkDefined, checkUnique, type Reading } from './reading.js';
import { countryCode } from './record-schema.js';

const indicatorSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  source: z.string(),
  lastUpdated: z.iso.date(),
});

const observationsSchema = z.strictObject({
  code: z.string(),
  iso3: countryCode,
  from: z.coerce.number().int(),
  values: z.string().regex(/^(-?\d+(\.\d+)?)?(\|(-?\d+(\.\d+)?)?)*$/, 'expected decimal numbers joined by |'),
});

/** @throws FactError for a record that does not fit, or whose source no file defines */
export function readIndicators({ sources }: Reading): Indicator[] {
  const records = readFacts(factFile('indicators.json'), indicatorSchema);
  checkUnique(records, ({ code }) => code);
  return records.map(({ fact: { source, ...indicator }, error }) => {
    const sourceId = sources.idOf(source);
    if (!sourceId) throw error(`source: no source has the key ${source}`, ['source']);
    return { ...indicator, sourceId, dataSet: compiled };
  });
}

/** @throws FactError for a row that does not fit, or whose series or country is not defined */
export function readObservations(
  { checkCountry }: Reading,
  indicators: readonly Indicator[],
): Omit<Observation, 'recordedAt'>[] {
  const records = readTable(factFile('observations.csv'), observationsSchema);
  checkUnique(records, ({ code, iso3 }) => `${code} of ${iso3}`);
  const known = new Set(indicators.map(({ code }) => code));
  return records.flatMap((record) => {
    const code = checkDefined(known, record.fact.code, record, 'code');
    const iso3 = checkCountry(record.fact.iso3, record, 'iso3');
    return readYearSeries(record.fact).map(({ year, value }) => ({
      code,
      iso3,
      year,
      value,
      estimated: null,
      dataSet: compiled,
    }));
  });
}
