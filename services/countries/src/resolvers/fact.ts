import type { CountriesContext } from '../context.js';
import type { CitationColumn } from '../rows.js';

/** A day that a source was read on, as the instant at which that day began. */
const toInstant = (text: string) => (text.length === 10 ? `${text}T00:00:00.000Z` : text);

export const citation = {
  source: ({ sourceId }: CitationColumn, _: unknown, { loaders }: CountriesContext) =>
    loaders.source.load(sourceId),
  retrievedAt: ({ retrievedAt }: CitationColumn) => retrievedAt && toInstant(retrievedAt),
};
