import { badInput, quoteInput, type Given } from '@corridor/schema';
import type { Dimension } from '../rows.js';

const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * A currency argument, US dollars where none is given.
 * @throws ClientError BAD_USER_INPUT for what is no ISO 4217 code
 */
export function readCurrency(currency: Given<string>): string {
  const code = (currency ?? 'USD').toUpperCase();
  if (!currencies.has(code)) throw badInput('currency', `no currency has the code ${quoteInput(code)}`);
  return code;
}

const dimensions: Readonly<Record<string, Dimension>> = {
  YEAR: 'year',
  SECTOR: 'sectorId',
  FUNDER: 'funder',
  RECIPIENT: 'recipient',
  STATUS: 'status',
  SCOPE: 'scope',
  PROJECT: 'projectId',
};

/** The dimensions of a FinanceDimension list, each once and in one order, so that equal questions are one batch. */
export const readDimensions = (groupBy: readonly string[]): Dimension[] =>
  Object.entries(dimensions).flatMap(([word, dimension]) => (groupBy.includes(word) ? [dimension] : []));
