import { z } from 'zod';

export const countryCode = z.string().regex(/^[A-Z]{3}$/, 'expected an alpha-3 code');

/** An id with its type's prefix, such as `person:wang-yi`. */
export const idOf = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}:[a-z0-9]+(-[a-z0-9]+)*$`), `expected an id such as ${prefix}:some-slug`);

const areSorted = (pair: string) => pair.slice(0, 3) < pair.slice(4);

/** Two different alpha-3 codes in alphabetical order, `CHN-PAK`. */
export const countryPair = z
  .string()
  .regex(/^[A-Z]{3}-[A-Z]{3}$/, 'expected two alpha-3 codes, such as CHN-PAK')
  .refine(areSorted, 'the codes of a pair stand in alphabetical order');

export const wikidataId = z.string().regex(/^Q\d+$/, 'expected a Wikidata item');

/** A table cell that holds several values, `a|b`. */
export const list = z
  .string()
  .optional()
  .transform((text) => text?.split('|').map((value) => value.trim()) ?? []);
