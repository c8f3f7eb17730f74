import type { CountriesContext } from '../context.js';
import type { OfficeTerm, Person } from '../rows.js';
import { readDay } from './arguments.js';

/** The name in a language: as asked, else without region and script (`zh-Hans-CN`, `zh-Hans`, `zh`). */
function nameIn(names: Readonly<Record<string, string>>, lang: string): string | undefined {
  for (let tag = lang; tag !== ''; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    const found = Object.entries(names).find(([known]) => known.toLowerCase() === tag.toLowerCase());
    if (found) return found[1];
  }
  return undefined;
}

export const person = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: CountriesContext) =>
    id.includes('\0') ? null : loaders.person.load(id),
  name: ({ name, names }: Person, { lang }: { readonly lang?: string | null }) =>
    (lang && nameIn(names, lang)) || name,
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
