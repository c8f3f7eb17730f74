import {
  citations,
  countryCode,
  edtf,
  idOf,
  readFacts,
  standing,
  translations,
  type Located,
} from '@corridor/facts';
import { z } from 'zod';
import { actor } from './actors.js';
import { files } from './files.js';

const count = z.number().int().nonnegative();

const kinds = [
  'STATEMENT',
  'MEETING',
  'VISIT',
  'AGREEMENT',
  'AID_DECISION',
  'ATTACK',
  'ARREST',
  'NOMINATION',
  'INAUGURATION',
  'CONFLICT',
  'CEASEFIRE',
  'POLICY',
  'OTHER',
] as const;

const roles = [
  'ACTOR',
  'RECIPIENT',
  'HOST',
  'CHAIR',
  'SIGNATORY',
  'VICTIM',
  'SUSPECT',
  'BENEFICIARY',
  'MEDIATOR',
] as const;

const eventSchema = z.strictObject({
  id: idOf('ev'),
  kind: z.enum(kinds),
  title: z.string().min(1),
  titles: translations,
  summary: z.string().optional(),
  when: edtf,
  standing,
  participants: z.array(
    z.strictObject({
      actor,
      role: z.enum(roles),
      capacity: z.string().optional(),
      country: countryCode.optional(),
    }),
  ),
  codings: z.array(
    z.strictObject({
      source: actor,
      target: actor.optional(),
      cameo: z.string(),
      contexts: z.array(z.string()).optional(),
      codedBy: z.string(),
    }),
  ),
  location: z
    .strictObject({
      name: z.string(),
      country: countryCode.optional(),
      lat: z.number().min(-90).max(90).optional(),
      lon: z.number().min(-180).max(180).optional(),
      precision: z.enum(['site', 'city', 'region', 'country']),
    })
    .optional(),
  casualties: z
    .array(
      z.strictObject({
        nationality: countryCode.optional(),
        killed: count.optional(),
        injured: count.optional(),
        group: z.string().optional(),
      }),
    )
    .optional(),
  relatedProjects: z.array(idOf('project')).optional(),
  relatedEvents: z.array(z.strictObject({ kind: z.string(), event: idOf('ev') })).optional(),
  citations,
});

type EventFact = z.infer<typeof eventSchema>;

/**
 * No suspect or victim speaks for a state (domain trap 3).
 * @throws FactError at such a record
 */
function checkOfficials({ fact, error }: Located<EventFact>): void {
  const wrong = fact.participants.findIndex(
    ({ role, country }) => country !== undefined && (role === 'SUSPECT' || role === 'VICTIM'),
  );
  if (wrong >= 0)
    throw error('country: never given for a suspect or a victim', ['participants', wrong, 'country']);
}

/** The compiled events: diplomacy, then visits. */
export function readEvents(): Located<EventFact>[] {
  const events = [files.file('events.json'), files.file('visits.json')].flatMap((file) =>
    readFacts(file, eventSchema),
  );
  events.forEach(checkOfficials);
  return events;
}
