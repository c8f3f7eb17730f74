import { iso31661, iso31663 } from 'iso-3166';

const byCode = new Map(
  iso31661.flatMap(({ alpha2, alpha3, numeric }) =>
    [alpha2, alpha3, numeric].map((code) => [code, alpha3] as const),
  ),
);
const alpha2Of = new Map(iso31661.map(({ alpha2, alpha3 }) => [alpha3, alpha2]));
const formerByAlpha2 = new Map(
  iso31663.flatMap(({ alpha4, from }) => ('alpha2' in from ? [[from.alpha2, alpha4] as const] : [])),
);
const englishNames = new Intl.DisplayNames('en', { type: 'region' });

/** The alpha-3 code that an ISO 3166-1 code of any form and case stands for. */
export const findIso3 = (code: string): string | undefined => byCode.get(code.toUpperCase());

/** Whether the text is an ISO 3166-1 alpha-3 code in capitals. */
export const isIso3 = (text: string): boolean => alpha2Of.has(text);

/** The CLDR name of a country. */
export const countryName = (iso3: string): string => {
  const alpha2 = alpha2Of.get(iso3);
  return (alpha2 && englishNames.of(alpha2)) ?? iso3;
};

/** The ISO 3166-3 code of a former state by the alpha-2 code it had. */
export const findFormerState = (alpha2: string): string | undefined => formerByAlpha2.get(alpha2);

/** Two alpha-3 codes as the id of their relation. */
export const relationId = (one: string, other: string): string => [one, other].sort().join('-');
