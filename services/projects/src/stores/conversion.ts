import { raw, sql, type Database, type Sql } from '@corridor/database';
import type { CitationColumn } from '@corridor/facts';

/** What amounts are converted to. */
export interface ConversionTarget {
  /** ISO 4217. */
  readonly currency: string;
  /** The year of the prices; undefined for those of the amount's own year. */
  readonly priceYear?: number | undefined;
}

/** The joins that {@link converted} needs; `amounts` is an alias with columns `amount`, `currency` and `year`. */
export const conversionJoins = (amounts: string, { currency, priceYear }: ConversionTarget): Sql => {
  const from = raw(amounts);
  return sql`
    left join exchange_rate own_rate on own_rate.currency = ${from}.currency and own_rate.year = ${from}.year
    left join exchange_rate rate on rate.currency = ${currency} and rate.year = ${from}.year
    left join price_level own_level on own_level.currency = ${currency} and own_level.year = ${from}.year
    left join price_level level on level.currency = ${currency} and level.year = ${priceYear ?? null}::integer
      and level.run = own_level.run`;
};

/**
 * An amount at the average rate of its year, by way of the US dollar, and at the prices of the wished year; null where a
 * series has no value for a year it takes. Products come before quotients and with many digits, so that only the end
 * rounds.
 */
export const converted = (amounts: string, { currency, priceYear }: ConversionTarget): Sql => {
  const from = raw(amounts);
  const inCurrency = sql`case when ${from}.currency = ${currency} then ${from}.amount
    else round(${from}.amount * rate.per_usd, 30) / own_rate.per_usd end`;
  if (priceYear === undefined) return inCurrency;
  return sql`case when ${from}.year = ${priceYear}::integer then ${inCurrency}
    else (${inCurrency}) * level.level / own_level.level end`;
};

/** An amount of money with the year whose rate it is converted at. */
export interface DatedAmount {
  readonly amount: string;
  readonly currency: string;
  readonly year: number;
}

export interface ConvertedAmount {
  /** The place of the amount in the list that was asked. */
  readonly position: number;
  readonly amount: string;
  readonly rate: string;
  readonly citations: readonly CitationColumn[];
}

const citation = (row: string, locator: Sql): Sql => sql`
  case when ${raw(row)}.source_id is not null then jsonb_build_array(
    jsonb_build_object('sourceId', ${raw(row)}.source_id, 'locator', ${locator})) else '[]' end`;

/** Converts amounts in one statement; those that cannot be converted are missing. */
export async function listConverted(
  database: Database,
  amounts: readonly DatedAmount[],
  target: ConversionTarget,
): Promise<ConvertedAmount[]> {
  const column = <Key extends keyof DatedAmount>(key: Key) => amounts.map((amount) => amount[key]);
  const rateLocator = (row: string) =>
    sql`'PA.NUS.FCRF, ' || ${raw(row)}.currency || ' per US$, ' || ${raw(row)}.year`;
  return database.rows<ConvertedAmount>(sql`
    select given.position::integer, half_even(round(${converted('given', target)}, 15)) as amount,
      trim_scale(case when given.currency = ${target.currency} then 1
        else round(round(rate.per_usd, 30) / own_rate.per_usd, 12) end) as rate,
      case when given.currency = ${target.currency} then '[]' else
        case when given.currency <> 'USD' then ${citation('own_rate', rateLocator('own_rate'))} else '[]' end ||
        case when rate.currency <> 'USD' then ${citation('rate', rateLocator('rate'))} else '[]' end
      end || case when level.year <> given.year then ${citation(
        'level',
        sql`'NY.GDP.DEFL.KD.ZG, ' || level.currency || ', ' || least(given.year, level.year) + 1 || '-' ||
          greatest(given.year, level.year)`,
      )} else '[]' end as citations
    from unnest(${column('amount')}::numeric[], ${column('currency')}::text[], ${column('year')}::integer[])
      with ordinality as given(amount, currency, year, position)
    ${conversionJoins('given', target)}
    where ${converted('given', target)} is not null`);
}
