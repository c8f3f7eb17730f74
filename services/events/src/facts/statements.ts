import { citations, countryCode, idOf, readFacts, translations } from '@corridor/facts';
import { z } from 'zod';
import { actor } from './actors.js';
import { files } from './files.js';

const commitmentSchema = z.strictObject({
  id: idOf('commitment'),
  text: z.string(),
  parties: z.array(countryCode),
  sectors: z.array(z.string()),
  project: idOf('project').optional(),
  detailGiven: z.boolean(),
  fulfilledBy: z.array(idOf('ev')).optional(),
});

const statementSchema = z.strictObject({
  id: idOf('st'),
  event: idOf('ev'),
  title: z.string(),
  titles: translations,
  issuers: z.array(countryCode),
  issuedOn: z.iso.date(),
  text: z.string().optional(),
  texts: translations,
  quotes: z.array(
    z.strictObject({ text: z.string(), speaker: actor.optional(), topic: z.string().optional() }),
  ),
  commitments: z.array(commitmentSchema).optional(),
  citations,
});

/** The compiled statements with their commitments. */
export const readStatements = () => readFacts(files.file('statements.json'), statementSchema);
