import { isRelationId, relationId } from '@corridor/country-codes';
import { badInput, readDay, today } from '@corridor/schema';
import type { CountriesContext } from '../context.js';
import type { BilateralRelation, RankedPartnership } from '../rows.js';

type Relation = Pick<BilateralRelation, 'id' | 'a' | 'b' | 'diplomaticRelationsSince'>;

/** The relation with this id, a sorted pair of codes; any two countries have one, recorded or not. */
export async function loadRelation(id: string, { loaders }: CountriesContext): Promise<Relation> {
  const recorded = await loaders.relation.load(id);
  return recorded ?? { id, a: id.slice(0, 3), b: id.slice(4), diplomaticRelationsSince: null };
}

const holds = ({ validFromOn, validToOn }: RankedPartnership, day: string) =>
  (validFromOn === null || validFromOn <= day) && (validToOn === null || validToOn >= day);

async function findPartnership(
  { id }: Relation,
  { asOf }: { readonly asOf?: string | null },
  { loaders }: CountriesContext,
): Promise<RankedPartnership | undefined> {
  const day = readDay('asOf', asOf) ?? today();
  const holding = ((await loaders.partnershipsOf.load(id)) ?? []).filter((partnership) =>
    holds(partnership, day),
  );
  return holding.sort((one, other) => one.rank - other.rank).at(0);
}

function findCounterpart(
  { a, b }: Relation,
  { of }: { readonly of: string },
  { loaders, directory }: CountriesContext,
) {
  const iso3 = directory.find(of);
  if (iso3 !== a && iso3 !== b) throw badInput('of', `expected one of the two countries, ${a} or ${b}`);
  return loaders.country.load(iso3 === a ? b : a);
}

/** The relation of two countries named in any way; undefined when one is unknown or both are the same. */
export function findRelation(a: string, b: string, context: CountriesContext): Promise<Relation> | undefined {
  const [one, other] = [context.directory.find(a), context.directory.find(b)];
  return one && other && one !== other ? loadRelation(relationId(one, other), context) : undefined;
}

export const bilateralRelation = {
  __resolveReference: ({ id }: { readonly id: string }, context: CountriesContext) =>
    isRelationId(id) ? loadRelation(id, context) : null,
  a: ({ a }: Relation, _: unknown, { loaders }: CountriesContext) => loaders.country.load(a),
  b: ({ b }: Relation, _: unknown, { loaders }: CountriesContext) => loaders.country.load(b),
  counterpart: findCounterpart,
  sharedBorder: ({ id }: Relation, _: unknown, { loaders }: CountriesContext) => loaders.border.load(id),
  partnership: findPartnership,
  partnerships: ({ id }: Relation, _: unknown, { loaders }: CountriesContext) =>
    loaders.partnershipsOf.load(id),
  sharedMemberships: (
    { id }: Relation,
    { asOf }: { readonly asOf?: string | null },
    { loaders }: CountriesContext,
  ) => loaders.sharedGroupingsOf({ asOf: readDay('asOf', asOf) ?? today() }).load(id),
};
