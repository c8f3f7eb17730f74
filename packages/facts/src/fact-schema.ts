import { isIso3, isRelationId } from '@corridor/country-codes';
import { boundsOf } from '@corridor/schema';
import { z } from 'zod';

const isEdtf = (text: string) => {
  try {
    boundsOf(text);
    return true;
  } catch {
    return false;
  }
};

/** An EDTF date (ISO 8601-2) in a fact file. */
export const edtf = z.string().refine(isEdtf, 'expected an EDTF date such as 2025-03~ or 197X');

export const standing = z.enum(['OFFICIAL', 'REPORTED', 'CLAIMED', 'CONTESTED', 'ANALYSIS', 'RETRACTED']);

/** An ISO 3166-1 alpha-3 code in a fact file. */
export const countryCode = z.string().refine(isIso3, 'expected an ISO 3166-1 alpha-3 code');

/** The sorted pair of two countries in a fact file. */
export const countryPair = z
  .string()
  .refine(isRelationId, 'expected two alpha-3 codes, sorted, such as CHN-PAK');

/** An id with its type's prefix in a fact file, such as `person:wang-yi`. */
export const idOf = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}:[a-z0-9]+([-:.][a-z0-9]+)*$`),
      `expected an id such as ${prefix}:some-slug`,
    );

/** Texts by language tag in a fact file. */
export const translations = z.record(z.string(), z.string()).default({});

const fewWords = (text: string) => text.trim().split(/\s+/).length < 25;

/** A citation in a fact file: the source by its key in `sources.json`, and the day it was read. */
const citationSchema = z.strictObject({
  source: z.string(),
  quote: z.string().refine(fewWords, 'a quote has fewer than 25 words').optional(),
  locator: z.string().optional(),
  retrievedAt: z.iso
    .date()
    .transform((day) => `${day}T00:00:00.000Z`)
    .optional(),
});

export type Citation = z.infer<typeof citationSchema>;

export const citations = z.array(citationSchema).min(1, 'a fact needs a citation');

/** The fields of every fact, to be spread into a record's schema. No fact stands without a citation. */
export const factFields = {
  standing,
  validFrom: edtf.optional(),
  validTo: edtf.optional(),
  citations,
};
