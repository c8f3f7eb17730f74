import {
  citations,
  countryCode,
  countryPair,
  factFields,
  idOf,
  readFacts,
  translations,
} from '@corridor/facts';
import { z } from 'zod';
import { actor } from './actors.js';
import { files } from './files.js';

const claimSchema = z.strictObject({
  id: idOf('claim'),
  text: z.string(),
  claimant: actor.optional(),
  about: z.array(actor),
  events: z.array(idOf('ev')).optional(),
  relations: z.array(countryPair).optional(),
  quote: z.string().optional(),
  counters: idOf('claim').optional(),
  ...factFields,
});

const positionSchema = z.strictObject({
  id: idOf('position'),
  issue: idOf('issue'),
  holder: countryCode,
  of: countryCode.optional(),
  stance: z.enum(['SUPPORTS', 'OPPOSES', 'NEUTRAL']),
  ...factFields,
});

const driverSchema = z.strictObject({
  id: idOf('driver'),
  relation: countryPair,
  kind: z.enum(['BINDS', 'STRAINS', 'COUNTERWEIGHT', 'BROKERED']),
  summary: z.string(),
  events: z.array(idOf('ev')),
  projects: z.array(idOf('project')).optional(),
  affects: z.array(countryPair).optional(),
  ...factFields,
});

const issueSchema = z.strictObject({ id: idOf('issue'), name: z.string(), names: translations });

const nonStateActorSchema = z.strictObject({
  id: idOf('nsa'),
  name: z.string(),
  aliases: z.array(z.string()).optional(),
  basedIn: z.array(countryCode).optional(),
  citations: citations.optional(),
});

export const readClaims = () => readFacts(files.file('claims.json'), claimSchema);
export const readPositions = () => readFacts(files.file('positions.json'), positionSchema);
export const readDrivers = () => readFacts(files.file('drivers.json'), driverSchema);
export const readIssues = () => readFacts(files.file('issues.json'), issueSchema);
export const readNonStateActors = () => readFacts(files.file('non-state-actors.json'), nonStateActorSchema);
