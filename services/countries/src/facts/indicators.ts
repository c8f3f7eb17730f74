import {
  checkDefined,
  checkUnique,
  compiled,
  countryCode,
  readFacts,
  readTable,
  readYearSeries,
  type SourceBook,
} from '@corridor/facts';
import { z } from 'zod';
import type { Indicator } from '../entities/indicator.js';
import type { Observation } from '../entities/observation.js';
import { files } from './files.js';

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
export function readIndicators(sources: SourceBook): Indicator[] {
  const records = readFacts(files.file('indicators.json'), indicatorSchema);
  checkUnique(records, ({ code }) => code);
  return records.map((record) => {
    const { source, ...indicator } = record.fact;
    return { ...indicator, sourceId: sources.idOf(source, record), dataSet: compiled };
  });
}

/** @throws FactError for a row that does not fit, or whose series is not defined */
export function readObservations(indicators: readonly Indicator[]): Omit<Observation, 'recordedAt'>[] {
  const records = readTable(files.file('observations.csv'), observationsSchema);
  checkUnique(records, ({ code, iso3 }) => `${code} of ${iso3}`);
  const known = new Set(indicators.map(({ code }) => code));
  return records.flatMap((record) => {
    const code = checkDefined(known, record.fact.code, record, 'code');
    const { iso3 } = record.fact;
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
