import { citationSchema, factFields, readFacts } from '@corridor/facts';
import { z } from 'zod';
import { actor, idOf, iso3, relation, translations } from './actors.js';
import { files } from './files.js';

const claimSchema = z.strictObject({
  id: idOf('claim'),
  text: z.string(),
  claimant: actor.optional(),
  about: z.array(actor),
  events: z.array(idOf('ev')).optional(),
  relations: z.array(relation).optional(),
  quote: z.string().optional(),
  counters: idOf('claim').optional(),
  ...factFields,
});

const positionSchema = z.strictObject({
  id: idOf('position'),
  issue: idOf('issue'),
  holder: iso3,
  of: iso3.optional(),
  stance: z.enum(['SUPPORTS', 'OPPOSES', 'NEUTRAL']),
  ...factFields,
});

const driverSchema = z.strictObject({
  id: idOf('driver'),
  relation,
  kind: z.enum(['BINDS', 'STRAINS', 'COUNTERWEIGHT', 'BROKERED']),
  summary: z.string(),
  events: z.array(idOf('ev')),
  projects: z.array(idOf('project')).optional(),
  affects: z.array(relation).optional(),
  ...factFields,
});

const issueSchema = z.strictObject({ id: idOf('issue'), name: z.string(), names: translations.optional() });

const nonStateActorSchema = z.strictObject({
  id: idOf('nsa'),
  name: z.string(),
  aliases: z.array(z.string()).optional(),
  basedIn: z.array(iso3).optional(),
  citations: z.array(citationSchema).optional(),
});

export type ClaimFact = z.infer<typeof claimSchema>;
export type PositionFact = z.infer<typeof positionSchema>;
export type DriverFact = z.infer<typeof driverSchema>;

export const readClaims = () => readFacts(files.claims, claimSchema);
export const readPositions = () => readFacts(files.positions, positionSchema);
export const readDrivers = () => readFacts(files.drivers, driverSchema);
export const readIssues = () => readFacts(files.issues, issueSchema);
export const readNonStateActors = () => readFacts(files.nonStateActors, nonStateActorSchema);
