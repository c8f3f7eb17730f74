import { checkUnique, countryCode, factFields, idOf, readFacts, type SourceBook } from '@corridor/facts';
import { z } from 'zod';
import type { Doctrine } from '../entities/doctrine.js';
import { datedColumns } from './dated-columns.js';
import { files } from './files.js';

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
export function readDoctrines(sources: SourceBook): Omit<Doctrine, 'recordedAt'>[] {
  const records = readFacts(files.file('doctrines.json'), schema);
  checkUnique(records, ({ id }) => id);
  return records.map((record) => {
    const { id, name, holder, summary, scopeRule, scope = [] } = record.fact;
    return {
      ...datedColumns(sources, record.fact, record),
      id,
      name,
      holderIso3: holder,
      summary,
      scopeRule,
      listedScope: scope,
    };
  });
}
