import { toCountry } from '@corridor/country-codes';
import { sourceOf } from '@corridor/facts';
import { boundsOf } from '@corridor/schema';
import type { ProjectsContext } from '../context.js';
import type {
  AmountEstimate,
  Budget,
  FundingAction,
  Participation,
  ProjectLocation,
  ProjectPhase,
  ProjectRecipient,
  ProjectSector,
  ProjectSource,
  ProjectTransaction,
  PublisherValueColumn,
} from '../rows.js';
import { moneyOfYear, moneyOn, plainDecimal, type MoneyValue } from './money.js';

/** Money of an uncertain date: of no day, and of a year only where the date lies within one. */
function moneyOfDate(amount: string, currency: string, date: string | null): MoneyValue {
  const { from, to } = date === null ? {} : boundsOf(date);
  if (from !== undefined && from === to) return moneyOn(amount, currency, from);
  const year = from?.slice(0, 4) === to?.slice(0, 4) ? from?.slice(0, 4) : undefined;
  return { amount, currency, valueDate: null, year: year === undefined ? null : Number(year) };
}

const organisation =
  <Row>(idOf: (row: Row) => string | null) =>
  (row: Row, _: unknown, { loaders }: ProjectsContext) => {
    const id = idOf(row);
    return id && loaders.organisation.load(id);
  };

const percentage = ({ percentage: share }: { readonly percentage: string | null }) =>
  share && plainDecimal(share);

export const recipientShare = {
  country: ({ country }: ProjectRecipient) => toCountry(country),
  percentage,
};

export const participation = {
  organisation: organisation(({ organisationId }: Participation) => organisationId),
  country: ({ country }: Participation) => toCountry(country),
};

export const sectorShare = {
  sector: ({ sectorId }: ProjectSector, _: unknown, { loaders }: ProjectsContext) =>
    loaders.sector.load(sectorId),
  percentage,
};

export const projectPhase = {
  sectors: ({ sectorIds }: ProjectPhase, _: unknown, { loaders }: ProjectsContext) =>
    Promise.all(sectorIds.map((id) => loaders.sector.load(id))),
};

export const projectLocation = {
  country: ({ country }: ProjectLocation) => toCountry(country),
  point: ({ latitude, longitude }: ProjectLocation) =>
    latitude === null || longitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] },
};

export const projectSource = {
  source: sourceOf,
  value: ({ amount, currency, year }: ProjectSource) =>
    amount !== null && currency !== null ? moneyOfYear(amount, currency, year) : null,
  publisherValues: ({ publisherValues, year }: ProjectSource) =>
    publisherValues.map((value) => ({ ...value, year: value.priceYear ?? year })),
};

export const publisherValue = {
  value: ({ amount, currency, year }: PublisherValueColumn & { readonly year: number | null }) =>
    moneyOfYear(amount, currency, year),
};

export const budget = {
  value: ({ amount, currency, periodStart }: Budget) => moneyOn(amount, currency, periodStart),
};

export const transaction = {
  value: ({ amount, currency, date }: ProjectTransaction) => moneyOn(amount, currency, date),
  provider: organisation(({ providerId }: ProjectTransaction) => providerId),
  receiver: organisation(({ receiverId }: ProjectTransaction) => receiverId),
  sector: ({ sectorId }: ProjectTransaction, _: unknown, { loaders }: ProjectsContext) =>
    sectorId && loaders.sector.load(sectorId),
};

export const fundingAction = {
  value: ({ amount, currency, date }: FundingAction) => moneyOfDate(amount, currency, date),
  by: organisation(({ organisationId }: FundingAction) => organisationId),
};

export const amountEstimate = {
  low: ({ lowAmount, lowCurrency, validFrom }: AmountEstimate) =>
    lowAmount !== null && lowCurrency !== null ? moneyOfDate(lowAmount, lowCurrency, validFrom) : null,
  high: ({ highAmount, highCurrency, validFrom }: AmountEstimate) =>
    highAmount !== null && highCurrency !== null ? moneyOfDate(highAmount, highCurrency, validFrom) : null,
};
