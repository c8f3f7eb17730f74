import { readWindow, toConnection } from '@corridor/paging';
import { badInput, readDay, readExactlyOne, readText, today } from '@corridor/schema';
import { fold, readWords, withMatches } from '@corridor/text-search';
import type { CountriesContext } from '../context.js';
import { byRelevance, countryOrder, personOrder, relationOrder } from '../orders.js';
import { readCountries, readCountry } from './arguments.js';
import { findRelation } from './bilateral-relation.js';
import { readRelationFilter, type RelationFilter } from './relation-filter.js';

interface PageArgs<Filter> {
  readonly filter?: Filter | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

interface CountryFilter {
  readonly codes?: readonly string[] | null;
  readonly region?: string | null;
  readonly memberOf?: string | null;
  readonly borders?: string | null;
  readonly text?: string | null;
}

interface PersonFilter {
  readonly text?: string | null;
  readonly nationality?: string | null;
  readonly role?: string | null;
  readonly asOf?: string | null;
}

interface IdArgs {
  readonly id: string;
}

async function listCountries(
  _: unknown,
  args: PageArgs<CountryFilter>,
  { stores, directory }: CountriesContext,
) {
  const { codes, region, memberOf, borders, text } = args.filter ?? {};
  const conditions = {
    codes: readCountries(directory, 'filter.codes', codes),
    region: readText('filter.region', region),
    memberOf: readText('filter.memberOf', memberOf),
    today: today(),
    borders: borders == null ? undefined : readCountry(directory, 'filter.borders', borders),
    words: readWords('filter.text', text),
  };
  const order = conditions.words.length > 0 ? byRelevance(countryOrder) : countryOrder;
  const window = readWindow(args, order);
  const rows = await stores.listCountries(conditions, order, window);
  const page = toConnection(rows, window, order, () => stores.countCountries(conditions));
  return withMatches(page, conditions.words, ({ name, officialName, aliases, capital }) => ({
    name,
    officialName,
    aliases,
    capital,
  }));
}

async function listRelations(_: unknown, args: PageArgs<RelationFilter>, context: CountriesContext) {
  const { stores } = context;
  const window = readWindow(args, relationOrder);
  const conditions = readRelationFilter(context, args.filter);
  return toConnection(await stores.listRelations(conditions, window), window, relationOrder, () =>
    stores.countRelations(conditions),
  );
}

async function listPeople(_: unknown, args: PageArgs<PersonFilter>, { stores, directory }: CountriesContext) {
  const { text, nationality, role, asOf } = args.filter ?? {};
  const conditions = {
    words: readWords('filter.text', text),
    nationality: nationality == null ? undefined : readCountry(directory, 'filter.nationality', nationality),
    role: role ?? undefined,
    asOf: readDay('filter.asOf', asOf),
  };
  const order = conditions.words.length > 0 ? byRelevance(personOrder) : personOrder;
  const window = readWindow(args, order);
  const rows = await stores.listPeople(conditions, order, window);
  const page = toConnection(rows, window, order, () => stores.countPeople(conditions));
  return withMatches(page, conditions.words, ({ name, aliases, names }) => ({
    name: [...new Set([name, ...Object.values(names)])],
    aliases,
  }));
}

async function findPerson(
  _: unknown,
  { id, name }: { readonly id?: string | null; readonly name?: string | null },
  { loaders, stores }: CountriesContext,
) {
  const [by, value] = readExactlyOne({ id, name });
  if (by === 'id') return loaders.person.load(value);
  const people = await stores.listPeopleNamed([fold(value)]);
  if (people.length > 1)
    throw badInput(
      'name',
      `several people have this name, ask by id: ${people.map((found) => found.id).join(', ')}`,
    );
  return people[0];
}

export const query = {
  country: (_: unknown, { code }: { readonly code: string }, { loaders, directory }: CountriesContext) => {
    const iso3 = directory.find(code);
    return iso3 && loaders.country.load(iso3);
  },
  countries: listCountries,
  bilateralRelation: (
    _: unknown,
    { a, b }: { readonly a: string; readonly b: string },
    context: CountriesContext,
  ) => findRelation(a, b, context),
  bilateralRelations: listRelations,
  partnershipTier: (_: unknown, { id }: IdArgs, { loaders }: CountriesContext) =>
    loaders.tier.load(readText('id', id)),
  person: findPerson,
  people: listPeople,
  grouping: (_: unknown, { id }: IdArgs, { loaders }: CountriesContext) =>
    loaders.grouping.load(readText('id', id)),
  doctrine: (_: unknown, { id }: IdArgs, { loaders }: CountriesContext) =>
    loaders.doctrine.load(readText('id', id)),
};
