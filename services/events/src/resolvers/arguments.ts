import { badInput, boundsOf, isDay } from '@corridor/schema';
import type { Days } from '../event-filter.js';
import { findIso3 } from '../iso-countries.js';

/** An argument that is left out and one that is null mean the same. */
export type Optional<Value> = Value | null | undefined;

const longestText = 500;

/**
 * A text as the database can hold it.
 * @throws ClientError BAD_USER_INPUT for a NUL character or more than 500 characters
 */
export function readText(argument: string, text: string): string {
  if (text.includes('\0')) throw badInput(argument, 'a NUL character cannot be used');
  if (text.length > longestText) throw badInput(argument, `at most ${longestText} characters`);
  return text;
}

/** A text that may be left out; see {@link readText}. */
export const readOptionalText = (argument: string, text: Optional<string>): string | undefined =>
  text == null ? undefined : readText(argument, text);

/**
 * The alpha-3 code of a country given by any ISO 3166-1 code.
 * @throws ClientError BAD_USER_INPUT when there is no such country
 */
export function readCountry(argument: string, code: string): string {
  const iso3 = findIso3(code);
  if (iso3) return iso3;
  throw badInput(argument, `no country has the code ${JSON.stringify(readText(argument, code))}`);
}

/** An actor's id: as given when it has a prefix, else a country's alpha-3 code. */
export const readActor = (argument: string, actor: string): string =>
  actor.includes(':') ? readText(argument, actor) : readCountry(argument, actor);

/** A period's first and last day must be days that the database knows: no year before 1. */
function checkDays(argument: string, days: Days): Days {
  for (const day of [days.from, days.to])
    if (day !== undefined && (!isDay(day) || day.startsWith('0000')))
      throw badInput(argument, 'expected a time between the years 1 and 9999');
  return days;
}

/** The days that an EDTF date can mean. */
export const readDays = (argument: string, date: string): Days => checkDays(argument, boundsOf(date));

/** The days between two that may each be left out; none when the second is before the first. */
export const readDaysBetween = (
  { from, to }: { readonly from?: Optional<string>; readonly to?: Optional<string> },
  prefix = '',
): Days => ({
  from: checkDays(`${prefix}from`, { from: from ?? undefined }).from,
  to: checkDays(`${prefix}to`, { to: to ?? undefined }).to,
});
