import { readDay } from '@corridor/schema';
import type { CountriesContext } from '../context.js';
import type { Grouping, Membership } from '../rows.js';

export const grouping = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: CountriesContext) =>
    loaders.grouping.load(id),
  members: ({ id }: Grouping, { asOf }: { readonly asOf?: string | null }, { loaders }: CountriesContext) =>
    loaders.membersOf({ asOf: readDay('asOf', asOf) }).load(id),
};

export const membership = {
  country: ({ countryIso3 }: Membership, _: unknown, { loaders }: CountriesContext) =>
    loaders.country.load(countryIso3),
  grouping: ({ groupingId }: Membership, _: unknown, { loaders }: CountriesContext) =>
    loaders.grouping.load(groupingId),
};
