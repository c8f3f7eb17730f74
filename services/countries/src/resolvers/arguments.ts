import { badInput, isDay } from '@corridor/schema';
import type { CountryDirectory } from '../facts/country-directory.js';
import { fold } from '../text-fold.js';

const shorten = (text: string) => JSON.stringify(text.slice(0, 60));

/**
 * A text argument on its way into a statement; undefined when it was not given.
 * @throws ClientError BAD_USER_INPUT for a NUL character, which the database cannot hold
 */
export function readText(argument: string, text: string | null | undefined): string | undefined {
  if (text?.includes('\0')) throw badInput(argument, 'a text may not hold a NUL character');
  return text ?? undefined;
}

/** The folded text of a text filter; undefined when there is nothing to look for. */
export const readSearch = (argument: string, text: string | null | undefined): string | undefined =>
  fold(readText(argument, text) ?? '') || undefined;

/**
 * A day as the database counts it: it knows no year 0.
 * @throws ClientError BAD_USER_INPUT
 */
export function readDay(argument: string, day: string | null | undefined): string | undefined {
  if (day != null && (!isDay(day) || day.startsWith('0000')))
    throw badInput(argument, 'expected a day since the year 1');
  return day ?? undefined;
}

export const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * The alpha-3 code of a country that an argument names by any code or name.
 * @throws ClientError BAD_USER_INPUT when there is none
 */
export function readCountry(directory: CountryDirectory, argument: string, text: string): string {
  const iso3 = directory.find(text);
  if (!iso3) throw badInput(argument, `no country has the code or name ${shorten(text)}`);
  return iso3;
}

/** The same for a list of countries, and undefined when it was not given. */
export const readCountries = (
  directory: CountryDirectory,
  argument: string,
  texts: readonly string[] | null | undefined,
) => texts?.map((text) => readCountry(directory, argument, text));

/** The sorted pair of two countries, the id of their relation. */
export const pairOf = (a: string, b: string): string => (a < b ? `${a}-${b}` : `${b}-${a}`);
