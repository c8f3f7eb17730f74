import { badInput, quoteInput, type Given } from '@corridor/schema';
import type { CountryDirectory } from '../facts/country-directory.js';

/**
 * The alpha-3 code of a country that an argument names by any code or name.
 * @throws ClientError BAD_USER_INPUT when there is none
 */
export function readCountry(directory: CountryDirectory, argument: string, text: string): string {
  const iso3 = directory.find(text);
  if (!iso3) throw badInput(argument, `no country has the code or name ${quoteInput(text)}`);
  return iso3;
}

/** The same for a list of countries, and undefined when it was not given. */
export const readCountries = (
  directory: CountryDirectory,
  argument: string,
  texts: Given<readonly string[]>,
) => texts?.map((text) => readCountry(directory, argument, text));
