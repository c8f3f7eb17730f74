import { citationSchema, readFacts } from '@corridor/facts';
import { z } from 'zod';
import { actor, idOf, iso3, translations } from './actors.js';
import { files } from './files.js';

const commitmentSchema = z.strictObject({
  id: idOf('commitment'),
  text: z.string(),
  parties: z.array(iso3),
  sectors: z.array(z.string()),
  project: idOf('project').optional(),
  detailGiven: z.boolean(),
  fulfilledBy: z.array(idOf('ev')).optional(),
});

const statementSchema = z.strictObject({
  id: idOf('st'),
  event: idOf('ev'),
  title: z.string(),
  titles: translations.optional(),
  issuers: z.array(iso3),
  issuedOn: z.iso.date(),
  text: z.string().optional(),
  texts: translations.optional(),
  quotes: z.array(
    z.strictObject({ text: z.string(), speaker: actor.optional(), topic: z.string().optional() }),
  ),
  commitments: z.array(commitmentSchema).optional(),
  citations: z.array(citationSchema).min(1, 'a statement needs a citation'),
});

export type StatementFact = z.infer<typeof statementSchema>;

/** The compiled statements with their commitments. */
export const readStatements = () => readFacts(files.statements, statementSchema);
