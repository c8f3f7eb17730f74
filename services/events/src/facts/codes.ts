import { compiled, countryPair, readTable, type Located } from '@corridor/facts';
import { z } from 'zod';
import type { CameoCode } from '../entities/codes.js';
import type { VotingAgreement } from '../entities/vote.js';
import { files } from './files.js';

const quadClass = z.enum([
  'VERBAL_COOPERATION',
  'MATERIAL_COOPERATION',
  'VERBAL_CONFLICT',
  'MATERIAL_CONFLICT',
]);

const ploverSchema = z.strictObject({ type: z.string(), score: z.coerce.number(), quadClass });

const cameoSchema = z.strictObject({
  code: z.string().regex(/^\d{2,4}$/),
  label: z.string(),
  plover: z.string(),
  mode: z.string().optional(),
  quadClass,
  goldstein: z.coerce.number().min(-10).max(10),
});

const agreementSchema = z.strictObject({
  pair: countryPair,
  year: z.coerce.number().int(),
  sharedRollCalls: z.coerce.number().int().positive(),
  sameVotes: z.coerce.number().int().nonnegative(),
});

/** @throws FactError at a code whose PLOVER type has no score */
function scoreOf(scores: ReadonlyMap<string, number>, { fact, error }: Located<z.infer<typeof cameoSchema>>) {
  const score = scores.get(fact.plover);
  if (score === undefined) throw error(`plover: ${fact.plover} is not in plover-types.csv`);
  return score;
}

/** The CAMEO codes with their PLOVER types' scores. */
export function readCameoCodes(): CameoCode[] {
  const types = readTable(files.file('plover-types.csv'), ploverSchema);
  const scores = new Map(types.map(({ fact }) => [fact.type, fact.score]));
  return readTable(files.file('cameo-codes.csv'), cameoSchema).map((record) => ({
    ...record.fact,
    mode: record.fact.mode ?? null,
    ploverScore: scoreOf(scores, record),
    dataSet: compiled,
  }));
}

/** The yearly voting agreement of the pairs in focus. */
export const readVotingAgreement = (): VotingAgreement[] =>
  readTable(files.file('voting-agreement.csv'), agreementSchema).map(({ fact, error }) => {
    if (fact.sameVotes > fact.sharedRollCalls) throw error('sameVotes: more than sharedRollCalls');
    return { ...fact, dataSet: compiled };
  });
