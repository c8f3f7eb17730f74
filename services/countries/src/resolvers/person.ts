import { inLanguage, readDay } from '@corridor/schema';
import type { CountriesContext } from '../context.js';
import type { OfficeTerm, Person } from '../rows.js';

export const person = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: CountriesContext) =>
    loaders.person.load(id),
  name: ({ name, names }: Person, { lang }: { readonly lang?: string | null }) =>
    inLanguage(names, lang) ?? name,
  nationality: ({ nationality }: Person, _: unknown, { loaders }: CountriesContext) =>
    nationality && loaders.country.load(nationality),
  terms: ({ id }: Person, { asOf }: { readonly asOf?: string | null }, { loaders }: CountriesContext) =>
    loaders.termsOfPerson({ asOf: readDay('asOf', asOf) }).load(id),
};

export const officeTerm = {
  person: ({ personId }: OfficeTerm, _: unknown, { loaders }: CountriesContext) =>
    loaders.person.load(personId),
  country: ({ countryIso3 }: OfficeTerm, _: unknown, { loaders }: CountriesContext) =>
    loaders.country.load(countryIso3),
};
