import { fold } from '../text-fold.js';
import { readCountries } from './countries.js';

/** Finds countries by whatever people call them. */
export interface CountryDirectory {
  /** The alpha-3 code for an alpha-2, alpha-3 or numeric code. */
  findByCode(code: string): string | undefined;
  /** The alpha-3 code for any code, exact name or alias, in any case. */
  find(codeOrName: string): string | undefined;
}

let directory: CountryDirectory | undefined;

/** The directory of `countries.csv`, read once: which code means which country does not change while a process runs. */
export function countryDirectory(): CountryDirectory {
  return (directory ??= createDirectory());
}

function createDirectory(): CountryDirectory {
  const byCode = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const { iso2, iso3, isoNumeric, name, officialName, aliases } of readCountries()) {
    for (const code of [iso2, iso3, isoNumeric]) byCode.set(code, iso3);
    for (const known of [name, officialName, ...aliases]) byName.set(fold(known), iso3);
  }
  const findByCode = (code: string) =>
    byCode.get(/^\d{1,2}$/.test(code) ? code.padStart(3, '0') : code.toUpperCase());
  return { findByCode, find: (text) => findByCode(text.trim()) ?? byName.get(fold(text)) };
}
