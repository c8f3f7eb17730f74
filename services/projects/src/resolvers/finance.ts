import { toCountry } from '@corridor/country-codes';
import type { ProjectsContext } from '../context.js';
import type { Dimension, FinanceSumRow } from '../rows.js';
import { moneyOfYear, type MoneyValue } from './money.js';

interface Question {
  readonly currency: string;
  readonly priceYear?: number | undefined;
  readonly groupBy: readonly Dimension[];
}

/** The parent object of FinanceTotal. */
interface FinanceTotal {
  readonly value: MoneyValue;
  readonly transactionCount: number;
  readonly excludedUmbrellas: number;
  readonly unconverted: number;
}

type FinanceRow = Partial<FinanceSumRow> & { readonly total: FinanceTotal };

/** The year a sum's value is of: the year of its prices, or else the one year that all of it is of. */
const yearOf = ({ firstYear, lastYear }: FinanceSumRow, priceYear: number | undefined) =>
  priceYear ?? (firstYear === lastYear ? firstYear : null);

export const moneyOfSum = (
  row: FinanceSumRow,
  { currency, priceYear }: Omit<Question, 'groupBy'>,
): MoneyValue => moneyOfYear(row.amount, currency, yearOf(row, priceYear));

/** A sum as a FinanceTotal; of nothing where there is no row. */
export const financeTotal = (
  row: FinanceSumRow | undefined,
  question: Omit<Question, 'groupBy'>,
): FinanceTotal => ({
  value: row ? moneyOfSum(row, question) : moneyOfYear('0', question.currency, null),
  transactionCount: row?.transactionCount ?? 0,
  excludedUmbrellas: row?.excludedUmbrellas ?? 0,
  unconverted: row?.unconverted ?? 0,
});

/** Sums as FinanceRows; a question without dimensions always has one. */
export function financeRows(rows: readonly FinanceSumRow[], question: Question): FinanceRow[] {
  if (question.groupBy.length === 0) return [{ total: financeTotal(rows[0], question) }];
  return rows.map((row) => ({ ...row, total: financeTotal(row, question) }));
}

export const financeRow = {
  sector: ({ sectorId }: FinanceRow, _: unknown, { loaders }: ProjectsContext) =>
    sectorId && loaders.sector.load(sectorId),
  funder: ({ funder }: FinanceRow) => toCountry(funder),
  recipient: ({ recipient }: FinanceRow) => toCountry(recipient),
  project: ({ projectId }: FinanceRow, _: unknown, { loaders }: ProjectsContext) =>
    projectId && loaders.project.load(projectId),
};

export const financeFlow = {
  source: ({ organisationId }: FinanceSumRow, _: unknown, { loaders }: ProjectsContext) =>
    organisationId && loaders.organisation.load(organisationId),
  target: ({ projectId }: FinanceSumRow, _: unknown, { loaders }: ProjectsContext) =>
    projectId && loaders.project.load(projectId),
  sector: ({ sectorId }: FinanceSumRow, _: unknown, { loaders }: ProjectsContext) =>
    sectorId && loaders.sector.load(sectorId),
};
