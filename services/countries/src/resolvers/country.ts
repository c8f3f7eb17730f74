import { countryName, findIso3, relationId } from '@corridor/country-codes';
import { readWindow, toConnection } from '@corridor/paging';
import { badInput, checkOrder, readDay, readText } from '@corridor/schema';
import type { CountriesContext } from '../context.js';
import { relationOrder } from '../orders.js';
import type { Country } from '../rows.js';
import { findGeometry } from '../shapes/geometry.js';
import { readRelationFilter, type RelationFilter } from './relation-filter.js';

interface CountryKeys {
  readonly id?: string;
  readonly iso3?: string;
  readonly iso2?: string;
  readonly isoNumeric?: string;
}

interface TermArgs {
  readonly role?: string | null;
  readonly holder?: string | null;
  readonly asOf?: string | null;
}

interface IndicatorArgs {
  readonly code: string;
  readonly from?: number | null;
  readonly to?: number | null;
  readonly vintage?: string | null;
}

interface RelationsArgs {
  readonly filter?: RelationFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

const scales = { M10: '10m', M50: '50m', M110: '110m' } as const;

const maxLatestCodes = 50;

/** Regional indicator letters: `A` to `Z` shifted to 🇦 to 🇿, two of which make a flag. */
const toFlag = (iso2: string) =>
  String.fromCodePoint(...[...iso2].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));

async function findSeries({ iso3 }: Country, args: IndicatorArgs, { loaders }: CountriesContext) {
  const indicator = await loaders.indicator.load(readText('code', args.code));
  checkOrder('from', args.from, args.to);
  if (!indicator) return null;
  const { lastUpdated } = indicator;
  if (args.vintage != null && args.vintage !== lastUpdated)
    throw badInput('vintage', `only the edition of ${lastUpdated} is loaded`);
  return { ...indicator, iso3, from: args.from ?? undefined, to: args.to ?? undefined };
}

function listLatest(
  { iso3 }: Country,
  { codes }: { readonly codes: readonly string[] },
  { loaders }: CountriesContext,
) {
  if (codes.length > maxLatestCodes)
    throw badInput('codes', `expected at most ${maxLatestCodes}, got ${codes.length}`);
  codes.forEach((code) => readText('codes', code));
  return loaders.latestOf(codes).load(iso3);
}

async function listRelations({ iso3 }: Country, args: RelationsArgs, context: CountriesContext) {
  const window = readWindow(args, relationOrder);
  const conditions = readRelationFilter(context, args.filter);
  const { relationsOf, relationCountOf } = context.loaders;
  const rows = (await relationsOf({ conditions, window }).load(iso3)) ?? [];
  return toConnection(
    rows,
    window,
    relationOrder,
    async () => (await relationCountOf(conditions).load(iso3)) ?? 0,
  );
}

export const country = {
  __resolveReference: (keys: CountryKeys, { loaders }: CountriesContext) => {
    const iso3 = findIso3(keys.iso3 ?? keys.id ?? keys.iso2 ?? keys.isoNumeric ?? '');
    return iso3 && loaders.country.load(iso3);
  },
  id: ({ iso3 }: Country) => iso3,
  m49: ({ isoNumeric }: Country) => isoNumeric,
  name: ({ iso3, name }: Country, { lang }: { readonly lang?: string | null }) =>
    lang == null ? name : countryName(iso3, lang),
  flag: ({ iso2 }: Country) => toFlag(iso2),
  geometry: ({ isoNumeric }: Country, { resolution }: { readonly resolution?: keyof typeof scales | null }) =>
    findGeometry(isoNumeric, scales[resolution ?? 'M110']),
  borders: ({ iso3 }: Country, _: unknown, { loaders }: CountriesContext) => loaders.bordersOf.load(iso3),
  bordersWith: (
    { iso3 }: Country,
    { code }: { readonly code: string },
    { loaders, directory }: CountriesContext,
  ) => {
    const other = directory.find(code);
    return other && loaders.border.load(relationId(iso3, other));
  },
  memberships: (
    { iso3 }: Country,
    { asOf }: { readonly asOf?: string | null },
    { loaders }: CountriesContext,
  ) => loaders.membershipsOf({ asOf: readDay('asOf', asOf) }).load(iso3),
  officeTerms: ({ iso3 }: Country, { role, holder, asOf }: TermArgs, { loaders }: CountriesContext) =>
    loaders
      .termsOfCountry({
        role: role ?? undefined,
        holder: readText('holder', holder),
        asOf: readDay('asOf', asOf),
      })
      .load(iso3),
  indicator: findSeries,
  latest: listLatest,
  relations: listRelations,
  doctrines: ({ iso3 }: Country, _: unknown, { loaders }: CountriesContext) => loaders.doctrinesOf.load(iso3),
};
