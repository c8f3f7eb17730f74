import { iso31661 } from 'iso-3166';

const byCode = new Map(
  iso31661.flatMap(({ alpha2, alpha3, numeric }) => [alpha2, alpha3, numeric].map((code) => [code, alpha3])),
);

/** The ISO 3166-1 alpha-3 code for an alpha-2, alpha-3 (any case) or numeric code; undefined for what is none. */
export const toIso3 = (code: string): string | undefined => byCode.get(code.trim().toUpperCase());

/** All alpha-3 codes. */
export const isIso3 = (code: string): boolean => byCode.get(code) === code;
