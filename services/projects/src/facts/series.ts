import { compiled, readTable, readYearSeries, type SourceBook } from '@corridor/facts';
import type { ExchangeRate, PriceLevel } from '../entities/series.js';
import { files } from './files.js';
import { seriesSchema } from './record-schema.js';

/** The key of the source of both series in `sources.json`. */
const seriesSource = 'wdi';

/** Yearly average rates against the US dollar. */
export function readExchangeRates(sources: SourceBook): ExchangeRate[] {
  const sourceId = sources.idOf(seriesSource);
  return readTable(files.file('exchange-rates.csv'), seriesSchema).flatMap(({ fact }) =>
    readYearSeries(fact).map(({ year, value }) => ({
      currency: fact.currency,
      year,
      perUsd: value,
      sourceId,
      dataSet: compiled,
    })),
  );
}

const digits = 40;
const one = 10n ** BigInt(digits);

/** A decimal number as a whole number of 10^-40. */
function toFixed(decimal: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === undefined) throw new RangeError(`not a decimal number: ${decimal}`);
  const value = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return sign === '-' ? -value : value;
}

const fromFixed = (value: bigint): string => {
  const text = value.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/**
 * Price levels from yearly changes in percent. A run of years without a gap begins at level 1 in the year before its
 * first change; a missing year ends it, since no chain may cross it.
 */
export function chainPrices(changes: readonly { readonly year: number; readonly value: string }[]) {
  const levels: { year: number; run: number; level: string }[] = [];
  let [previous, run, level] = [Number.NaN, 0, one];
  for (const { year, value } of changes) {
    if (year !== previous + 1) {
      [run, level] = [year - 1, one];
      levels.push({ year: run, run, level: fromFixed(level) });
    }
    level = (level * (100n * one + toFixed(value))) / (100n * one);
    levels.push({ year, run, level: fromFixed(level) });
    previous = year;
  }
  return levels;
}

/** The price levels of the currencies' own countries. */
export function readPriceLevels(sources: SourceBook): PriceLevel[] {
  const sourceId = sources.idOf(seriesSource);
  return readTable(files.file('deflators.csv'), seriesSchema).flatMap(({ fact }) =>
    chainPrices(readYearSeries(fact)).map((level) => ({
      currency: fact.currency,
      ...level,
      sourceId,
      dataSet: compiled,
    })),
  );
}
