import {
  checkDefined,
  checkUnique,
  compiled,
  countryCode,
  countryPair,
  factFields,
  idOf,
  readFacts,
  type SourceBook,
} from '@corridor/facts';
import { z } from 'zod';
import type { Partnership } from '../entities/partnership.js';
import type { PartnershipTier } from '../entities/partnership-tier.js';
import { datedColumns } from './dated-columns.js';
import { files } from './files.js';

const tierSchema = z.strictObject({
  id: idOf('tier'),
  label: z.string(),
  issuer: countryCode,
  rank: z.int().positive(),
});

const partnershipSchema = z.strictObject({
  id: idOf('partnership'),
  pair: countryPair,
  tier: idOf('tier'),
  label: z.string(),
  ...factFields,
});

/** @throws FactError for a record that does not fit, or when an issuer has two tiers of one rank */
export function readTiers(): PartnershipTier[] {
  const records = readFacts(files.file('partnership-tiers.json'), tierSchema);
  checkUnique(
    records,
    ({ id }) => id,
    ({ issuer, rank }) => `rank ${rank} of ${issuer}`,
  );
  return records.map(({ fact: { issuer, ...tier } }) => ({ ...tier, issuerIso3: issuer, dataSet: compiled }));
}

/** @throws FactError for a record that does not fit, or whose tier is not defined or not one of the two countries' */
export function readPartnerships(
  sources: SourceBook,
  tiers: readonly PartnershipTier[],
): Omit<Partnership, 'recordedAt'>[] {
  const records = readFacts(files.file('partnerships.json'), partnershipSchema);
  checkUnique(records, ({ id }) => id);
  const issuers = new Map(tiers.map(({ id, issuerIso3 }) => [id, issuerIso3]));
  const known = new Set(issuers.keys());
  return records.map((record) => {
    const { id, pair, tier, label } = record.fact;
    const tierId = checkDefined(known, tier, record, 'tier');
    if (!pair.split('-').includes(issuers.get(tierId) ?? ''))
      throw record.error(`tier: ${tier} is granted by neither of ${pair}`, ['tier']);
    return { ...datedColumns(sources, record.fact, record), id, relationId: pair, tierId, label };
  });
}
