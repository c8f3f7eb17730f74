import { z } from 'zod';

export const wikidataId = z.string().regex(/^Q\d+$/, 'expected a Wikidata item');
