import { badInput, quoteInput } from '@corridor/schema';
import { iso31661, iso31663 } from 'iso-3166';

/** The countries of ISO 3166-1 with their codes and English names. */
export const isoCountries = iso31661;

const byIso3 = new Map(iso31661.map((country) => [country.alpha3, country]));
const iso3ByCode = new Map(
  iso31661.flatMap(({ alpha2, alpha3, numeric }) => [alpha2, alpha3, numeric].map((code) => [code, alpha3])),
);
const formerByAlpha2 = new Map(
  iso31663.flatMap(({ alpha4, from }) => ('alpha2' in from ? [[from.alpha2, alpha4] as const] : [])),
);

/** The country with an alpha-3 code in capitals. */
export const isoCountry = (iso3: string) => byIso3.get(iso3);

/** Whether the text is an ISO 3166-1 alpha-3 code in capitals. */
export const isIso3 = (text: string): boolean => byIso3.has(text);

/** The alpha-3 code for an alpha-2 or alpha-3 code in any case or a numeric one, with or without leading zeros. */
export function findIso3(code: string): string | undefined {
  const text = code.trim();
  return iso3ByCode.get(/^\d{1,3}$/.test(text) ? text.padStart(3, '0') : text.toUpperCase());
}

/** The ISO 3166-3 code of a former state by the alpha-2 code it had. */
export const findFormerState = (alpha2: string): string | undefined => formerByAlpha2.get(alpha2);

/**
 * The alpha-3 code of a country that an argument gives by any code.
 * @throws ClientError BAD_USER_INPUT when there is no such country
 */
export function readCountry(argument: string, code: string): string {
  const iso3 = findIso3(code);
  if (iso3 === undefined) throw badInput(argument, `no country has the code ${quoteInput(code)}`);
  return iso3;
}
