import { factFields, readFacts } from '@corridor/facts';
import { z } from 'zod';
import type { Doctrine } from '../entities/doctrine.js';
import { factFile } from './files.js';
import { checkUnique, factColumns, type Reading } from './reading.js';
import { countryCode, idOf } from './record-schema.js';

const schema = z
  .strictObject({
    id: idOf('doctrine'),
    name: z.string(),
    holder: countryCode,
    summary: z.string(),
    scopeRule: z.enum(['SOVEREIGN_NEIGHBOURS', 'LISTED']),
    scope: z.array(countryCode).min(1).optional(),
    ...factFields,
  })
  .refine(({ scopeRule, scope }) => (scopeRule === 'LISTED') === (scope !== undefined), {
    path: ['scope'],
    message: 'a LISTED scope names its countries, a computed one names none',
  });

/** @throws FactError for a record that does not fit */
export function readDoctrines(reading: Reading): Omit<Doctrine, 'recordedAt'>[] {
  const records = readFacts(factFile('doctrines.json'), schema);
  checkUnique(records, ({ id }) => id);
  return records.map((record) => {
    const { id, name, holder, summary, scopeRule, scope = [] } = record.fact;
    for (const iso3 of scope) reading.checkCountry(iso3, record, 'scope');
    return {
      ...factColumns(reading, record.fact, record),
      id,
      name,
      holderIso3: reading.checkCountry(holder, record, 'holder'),
      summary,
      scopeRule,
      listedScope: scope,
    };
  });
}
