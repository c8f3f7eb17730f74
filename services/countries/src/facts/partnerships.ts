import { compiled, factFields, readFacts } from '@corridor/facts';
import { z } from 'zod';
import type { Partnership } from '../entities/partnership.js';
import type { PartnershipTier } from '../entities/partnership-tier.js';
import { factFile } from './files.js';
import { checkDefined, checkUnique, factColumns, type Reading } from './reading.js';
import { countryCode, countryPair, idOf } from './record-schema.js';

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
export function readTiers({ checkCountry }: Reading): PartnershipTier[] {
  const records = readFacts(factFile('partnership-tiers.json'), tierSchema);
  checkUnique(records, ({ id }) => id);
  checkUnique(records, ({ issuer, rank }) => `rank ${rank} of ${issuer}`);
  return records.map((record) => {
    const { id, label, issuer, rank } = record.fact;
    return { id, label, issuerIso3: checkCountry(issuer, record, 'issuer'), rank, dataSet: compiled };
  });
}

/** @throws FactError for a record that does not fit, or whose tier is not defined or not one of the two countries' */
export function readPartnerships(
  reading: Reading,
  tiers: readonly PartnershipTier[],
): Omit<Partnership, 'recordedAt'>[] {
  const records = readFacts(factFile('partnerships.json'), partnershipSchema);
  checkUnique(records, ({ id }) => id);
  const issuers = new Map(tiers.map(({ id, issuerIso3 }) => [id, issuerIso3]));
  const known = new Set(issuers.keys());
  return records.map((record) => {
    const { id, pair, tier, label } = record.fact;
    for (const iso3 of pair.split('-')) reading.checkCountry(iso3, record, 'pair');
    const tierId = checkDefined(known, tier, record, 'tier');
    if (!pair.split('-').includes(issuers.get(tierId) ?? ''))
      throw record.error(`tier: ${tier} is granted by neither of ${pair}`, ['tier']);
    return { ...factColumns(reading, record.fact, record), id, relationId: pair, tierId, label };
  });
}
