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

const fewWords = (text: string) => text.trim().split(/\s+/).length < 25;

/** A citation in a fact file: the source by its key in `sources.json`. */
export const citationSchema = z.strictObject({
  source: z.string(),
  quote: z.string().refine(fewWords, 'a quote has fewer than 25 words').optional(),
  locator: z.string().optional(),
  retrievedAt: z.string().optional(),
});

export type Citation = z.infer<typeof citationSchema>;

/** The fields of every fact, to be spread into a record's schema. No fact stands without a citation. */
export const factFields = {
  standing,
  validFrom: edtf.optional(),
  validTo: edtf.optional(),
  citations: z.array(citationSchema).min(1, 'a fact needs a citation'),
};
