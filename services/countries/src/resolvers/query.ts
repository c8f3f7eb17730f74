import { badInput } from '@corridor/schema';
import { readWindow, toConnection } from '@corridor/paging';
import type { CountriesContext } from '../context.js';
import { countryOrder, personOrder, relationOrder } from '../orders.js';
import { fold } from '../text-fold.js';
import { readCountries, readCountry, readDay, readSearch, readText, today } from './arguments.js';
import { findRelation } from './bilateral-relation.js';
import { readRelationFilter, type RelationFilter } from './relation-filter.js';
import { withMatches } from './text-matches.js';

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
  const window = readWindow(args, countryOrder.name, countryOrder.columns.length);
  const { codes, region, memberOf, borders, text } = args.filter ?? {};
  const conditions = {
    codes: readCountries(directory, 'filter.codes', codes),
    region: readText('filter.region', region),
    memberOf: readText('filter.memberOf', memberOf),
    today: today(),
    borders: borders == null ? undefined : readCountry(directory, 'filter.borders', borders),
    text: readSearch('filter.text', text),
  };
  const page = toConnection(await stores.listCountries(conditions, window), window, {
    order: countryOrder.name,
    keyOf: ({ iso3 }) => [iso3],
    count: async () => ({ total: await stores.countCountries(conditions), exact: true }),
  });
  return withMatches(page, conditions.text, ({ name, officialName, aliases, capital }) => ({
    name: [name],
    officialName: [officialName],
    aliases,
    capital: capital === null ? [] : [capital],
  }));
}

async function listRelations(_: unknown, args: PageArgs<RelationFilter>, context: CountriesContext) {
  const window = readWindow(args, relationOrder.name, relationOrder.columns.length);
  const conditions = readRelationFilter(context, args.filter);
  return toConnection(await context.stores.listRelations(conditions, window), window, {
    order: relationOrder.name,
    keyOf: ({ id }) => [id],
    count: async () => ({ total: await context.stores.countRelations(conditions), exact: true }),
  });
}

async function listPeople(_: unknown, args: PageArgs<PersonFilter>, { stores, directory }: CountriesContext) {
  const window = readWindow(args, personOrder.name, personOrder.columns.length);
  const { text, nationality, role, asOf } = args.filter ?? {};
  const conditions = {
    text: readSearch('filter.text', text),
    nationality: nationality == null ? undefined : readCountry(directory, 'filter.nationality', nationality),
    role: role ?? undefined,
    asOf: readDay('filter.asOf', asOf),
  };
  const page = toConnection(await stores.listPeople(conditions, window), window, {
    order: personOrder.name,
    keyOf: ({ id }) => [id],
    count: async () => ({ total: await stores.countPeople(conditions), exact: true }),
  });
  return withMatches(page, conditions.text, ({ name, aliases, names }) => ({
    name: [...new Set([name, ...Object.values(names)])],
    aliases,
  }));
}

async function findPerson(
  _: unknown,
  args: { readonly id?: string | null; readonly name?: string | null },
  { loaders, stores }: CountriesContext,
) {
  const [id, name] = [readText('id', args.id), readText('name', args.name)];
  if ((id === undefined) === (name === undefined))
    throw badInput('id, name', 'expected exactly one of the two');
  if (id !== undefined) return loaders.person.load(id);
  const people = await stores.listPeopleNamed([fold(name ?? '')]);
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
    loaders.tier.load(readText('id', id) ?? ''),
  person: findPerson,
  people: listPeople,
  grouping: (_: unknown, { id }: IdArgs, { loaders }: CountriesContext) =>
    loaders.grouping.load(readText('id', id) ?? ''),
  doctrine: (_: unknown, { id }: IdArgs, { loaders }: CountriesContext) =>
    loaders.doctrine.load(readText('id', id) ?? ''),
};
