import type { ProjectsContext } from '../context.js';
import type { CitationColumn } from '../rows.js';

/** A reference to a country, whose fields are another service's. */
export const countryOf = (iso3: string | null) => iso3 && { __typename: 'Country', iso3 };

export const factResolvers = {
  Citation: {
    source: ({ sourceId }: CitationColumn, _: unknown, { loaders }: ProjectsContext) =>
      loaders.source.load(sourceId),
    retrievedAt: ({ retrievedAt }: CitationColumn) =>
      retrievedAt?.length === 10 ? `${retrievedAt}T00:00:00.000Z` : retrievedAt,
  },
};
