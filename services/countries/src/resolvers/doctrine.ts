import type { CountriesContext } from '../context.js';
import type { Doctrine } from '../rows.js';

/** Neighbours are looked up when asked, so that a corrected border corrects the scope. */
async function listScope(
  { scopeRule, listedScope, holderIso3 }: Doctrine,
  _: unknown,
  { loaders }: CountriesContext,
) {
  const codes =
    scopeRule === 'SOVEREIGN_NEIGHBOURS'
      ? (await loaders.neighboursOf.load(holderIso3))?.map(({ neighbour }) => neighbour)
      : listedScope;
  return codes?.map((iso3) => loaders.country.load(iso3)) ?? [];
}

export const doctrine = {
  holder: ({ holderIso3 }: Doctrine, _: unknown, { loaders }: CountriesContext) =>
    loaders.country.load(holderIso3),
  scope: listScope,
};
