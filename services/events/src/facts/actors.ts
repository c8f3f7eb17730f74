import { isIso3 } from '@corridor/country-codes';
import { z } from 'zod';

/** A country or an id of a person, an organisation, a grouping or a non-state actor. */
export const actor = z
  .string()
  .refine(
    (text) => isIso3(text) || /^(person|org|grouping|nsa):[a-z0-9-]+$/.test(text),
    'expected an alpha-3 code or an id such as person:wang-yi',
  );
