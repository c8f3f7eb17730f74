import { readDay } from '@corridor/schema';
import type { CountriesContext } from '../context.js';
import type { Partnership, PartnershipTier } from '../rows.js';
import { loadRelation } from './bilateral-relation.js';

export const partnershipTier = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: CountriesContext) =>
    loaders.tier.load(id),
  issuer: ({ issuerIso3 }: PartnershipTier, _: unknown, { loaders }: CountriesContext) =>
    loaders.country.load(issuerIso3),
  holders: (
    { id }: PartnershipTier,
    { asOf }: { readonly asOf?: string | null },
    { loaders }: CountriesContext,
  ) => loaders.holdersOf({ asOf: readDay('asOf', asOf) }).load(id),
};

export const partnership = {
  relation: ({ relationId }: Partnership, _: unknown, context: CountriesContext) =>
    loadRelation(relationId, context),
  tier: ({ tierId }: Partnership, _: unknown, { loaders }: CountriesContext) => loaders.tier.load(tierId),
};
