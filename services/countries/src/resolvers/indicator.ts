import { sourceOf, type CitationColumn } from '@corridor/facts';
import type { CountriesContext } from '../context.js';
import type { Indicator, Observation, SeriesConditions } from '../rows.js';

/** A series as asked of one country. */
type Series = Indicator & SeriesConditions & { readonly iso3: string };

export const indicatorSeries = {
  source: sourceOf,
  points: ({ code, from, to, iso3 }: Series, _: unknown, { loaders }: CountriesContext) =>
    loaders.observationsOf({ code, from, to }).load(iso3),
};

/** Observations are the publisher's word about one year; that is said once here and not in every row. */
export const observation = {
  standing: () => 'REPORTED',
  validFrom: ({ year }: Observation) => String(year),
  validTo: ({ year }: Observation) => String(year),
  citations: async ({ code, iso3, year }: Observation, _: unknown, { loaders }: CountriesContext) => {
    const indicator = await loaders.indicator.load(code);
    return indicator
      ? [{ sourceId: indicator.sourceId, locator: `${code}, ${iso3}, ${year}` } satisfies CitationColumn]
      : [];
  },
};
