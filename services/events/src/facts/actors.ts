import { z } from 'zod';
import { isIso3 } from '../iso-countries.js';

/** An ISO 3166-1 alpha-3 code. */
export const iso3 = z.string().refine(isIso3, 'expected an ISO 3166-1 alpha-3 code');

/** A country or an id of a person, an organisation, a grouping or a non-state actor. */
export const actor = z
  .string()
  .refine(
    (text) => isIso3(text) || /^(person|org|grouping|nsa):[a-z0-9-]+$/.test(text),
    'expected an alpha-3 code or an id such as person:wang-yi',
  );

/** Two alpha-3 codes, sorted: `CHN-PAK`. */
export const relation = z.string().refine((text) => {
  const [one = '', other = '', ...rest] = text.split('-');
  return isIso3(one) && isIso3(other) && one < other && rest.length === 0;
}, 'expected two alpha-3 codes, sorted, such as CHN-PAK');

/** An id with this prefix. */
export const idOf = (prefix: string) =>
  z
    .string()
    .refine((text) => text.startsWith(`${prefix}:`) && !/\s/.test(text), `expected an id ${prefix}:…`);

/** Texts in other languages, by language tag. */
export const translations = z.record(z.string(), z.string());
