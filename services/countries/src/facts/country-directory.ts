import { findIso3 } from '@corridor/country-codes';
import { fold } from '@corridor/text-search';
import { readCountries } from './countries.js';

/** Finds countries by whatever people call them. */
export interface CountryDirectory {
  /** The alpha-3 code for any code, exact name or alias, in any case. */
  find(codeOrName: string): string | undefined;
}

let directory: CountryDirectory | undefined;

/** The directory of `countries.csv`, read once: which code means which country does not change while a process runs. */
export function countryDirectory(): CountryDirectory {
  return (directory ??= createDirectory());
}

function createDirectory(): CountryDirectory {
  const byName = new Map<string, string>();
  for (const { iso3, name, officialName, aliases } of readCountries())
    for (const known of [name, officialName, ...aliases]) byName.set(fold(known), iso3);
  return { find: (text) => findIso3(text) ?? byName.get(fold(text)) };
}
