import { countryName, isoCountries, isoCountry } from '@corridor/country-codes';
import { checkUnique, compiled, countryCode, readTable, type Located } from '@corridor/facts';
import { fold, foldAll } from '@corridor/text-search';
import { z } from 'zod';
import type { Country } from '../entities/country.js';
import { files } from './files.js';
import { wikidataId } from './wikidata-id.js';

/** A cell that holds several values, `a|b`. */
const list = z
  .string()
  .optional()
  .transform((text) => text?.split('|').map((value) => value.trim()) ?? []);

const schema = z.strictObject({
  iso3: countryCode,
  m49Region: z.string(),
  m49Subregion: z.string().optional(),
  capital: z.string().optional(),
  currencies: list,
  languages: list,
  wikidataId: wikidataId.optional(),
  status: z.enum(['sovereign', 'dependent', 'contention']),
  note: z.string().optional(),
  aliases: list,
});

/** A country as the files and packages give it; what its shape adds is measured elsewhere. */
export type CountryFacts = Omit<Country, 'areaKm2' | 'centroid'>;

function toCountry({ fact, error }: Located<z.output<typeof schema>>): CountryFacts {
  const iso = isoCountry(fact.iso3);
  if (!iso) throw error(`iso3: ISO 3166-1 has no ${fact.iso3}`);
  if (fact.status === 'contention' && !fact.note)
    throw error('note: a status in contention needs the words of its source');
  const name = countryName(iso.alpha3);
  const names = new Set([name, iso.name]);
  const aliases = fact.aliases.filter((alias) => !names.has(alias));
  return {
    iso3: iso.alpha3,
    iso2: iso.alpha2,
    isoNumeric: iso.numeric,
    wikidataId: fact.wikidataId ?? null,
    isSovereign: fact.status === 'contention' ? null : fact.status === 'sovereign',
    statusNote: fact.note ?? null,
    name,
    officialName: iso.name,
    aliases,
    region: fact.m49Region,
    subregion: fact.m49Subregion ?? null,
    capital: fact.capital ?? null,
    currencies: fact.currencies,
    languages: fact.languages,
    searchText: foldAll([name, iso.name, ...aliases, fact.capital]),
    dataSet: compiled,
  };
}

/**
 * The countries: their facts from `countries.csv`, codes and official names from ISO 3166, short names from CLDR.
 * @throws FactError when a row does not fit, or when two countries go by one name
 * @throws Error when a country of ISO 3166 has no row, since other files may name it
 */
export function readCountries(): CountryFacts[] {
  const records = readTable(files.file('countries.csv'), schema);
  checkUnique(records, ({ iso3 }) => iso3);
  const countries = records.map(toCountry);
  const missing = isoCountries.find(({ alpha3 }) => !records.some(({ fact }) => fact.iso3 === alpha3));
  if (missing) throw new Error(`countries.csv has no row for ${missing.alpha3}`);
  const owners = new Map<string, string>();
  countries.forEach((country, index) => {
    for (const name of [country.name, country.officialName, ...country.aliases].map(fold)) {
      const owner = owners.get(name) ?? country.iso3;
      if (owner !== country.iso3)
        throw records[index]?.error(`aliases: ${owner} goes by the name "${name}" too`);
      owners.set(name, country.iso3);
    }
  });
  return countries;
}
