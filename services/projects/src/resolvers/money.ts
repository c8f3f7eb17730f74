import type { ProjectsContext } from '../context.js';
import { readCurrency } from './arguments.js';

/** The parent object of Money. */
export interface MoneyValue {
  readonly amount: string;
  readonly currency: string;
  readonly valueDate: string | null;
  /** The year it is converted at, where that is known though the day is not. */
  readonly year: number | null;
}

/** A decimal number without the zeros that a database adds. */
export const plainDecimal = (text: string): string =>
  text.includes('.') ? text.replace(/\.?0+$/, '') : text;

export const lastDayOf = (year: number): string => `${String(year).padStart(4, '0')}-12-31`;

/** Money of a day. */
export const moneyOn = (amount: string, currency: string, day: string): MoneyValue => ({
  amount,
  currency,
  valueDate: day,
  year: Number(day.slice(0, 4)),
});

/** Money of a year, or of none that is known. */
export const moneyOfYear = (amount: string, currency: string, year: number | null): MoneyValue => ({
  amount,
  currency,
  valueDate: year === null ? null : lastDayOf(year),
  year,
});

async function convert(
  { amount, currency, year }: MoneyValue,
  args: { readonly currency: string; readonly priceYear?: number | null },
  { loaders }: ProjectsContext,
) {
  const target = { currency: readCurrency(args.currency), priceYear: args.priceYear ?? undefined };
  if (year === null) return null;
  const key = JSON.stringify({ amount, currency, year });
  const found = await loaders.conversion(target).load(key);
  return found ? { ...found, currency: target.currency, rateDate: lastDayOf(year) } : null;
}

export const money = { amount: ({ amount }: MoneyValue) => plainDecimal(amount), in: convert };

export const convertedMoney = { amount: ({ amount }: { readonly amount: string }) => plainDecimal(amount) };
