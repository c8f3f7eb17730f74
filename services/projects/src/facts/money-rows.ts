import { checkDefined, factColumns, type Located } from '@corridor/facts';
import { boundsOf } from '@corridor/schema';
import type { Known } from './known.js';
import type { ProjectRecord } from './record-schema.js';

type Place = Located<ProjectRecord>;

function transactions(known: Known, record: Place) {
  const checkAt = (ids: ReadonlySet<string>, id: string | undefined, index: number, field: string) =>
    id === undefined ? null : checkDefined(ids, id, record, 'transactions', index, field);
  return record.fact.transactions.map((transaction, index) => {
    const { date, year, provider, receiver, sector } = transaction;
    return {
      ...factColumns(
        known.sources,
        { ...transaction, validFrom: transaction.validFrom ?? year?.toString() },
        record,
      ),
      id: transaction.id,
      projectId: record.fact.id,
      type: transaction.type,
      amount: transaction.amount,
      currency: transaction.currency,
      date: date ?? `${year}-12-31`,
      providerId: checkAt(known.organisations, provider, index, 'provider'),
      receiverId: checkAt(known.organisations, receiver, index, 'receiver'),
      sectorId: checkAt(known.sectors, sector, index, 'sector'),
      recipient: null,
    };
  });
}

function otherMoney(known: Known, record: Place) {
  const { id: projectId, budgets, fundingActions, estimates } = record.fact;
  return {
    budgets: budgets.map((budget, position) => {
      const { amount, currency, periodStart, periodEnd, revised } = budget;
      const fact = factColumns(known.sources, budget, record);
      return { ...fact, projectId, position, amount, currency, periodStart, periodEnd, revised };
    }),
    fundingActions: fundingActions.map(({ by, note = null, ...action }, index) => {
      const { id, kind, amount, currency, date } = action;
      const { from, to } = boundsOf(date);
      return {
        ...factColumns(known.sources, action, record),
        ...{ id, projectId, kind, amount, currency, date, note },
        dateOn: (from ?? to)!,
        organisationId: checkDefined(known.organisations, by, record, 'fundingActions', index, 'by'),
      };
    }),
    estimates: estimates.map((estimate, position) => ({
      ...factColumns(known.sources, estimate, record),
      projectId,
      position,
      lowAmount: estimate.low?.amount ?? null,
      lowCurrency: estimate.low?.currency ?? null,
      highAmount: estimate.high?.amount ?? null,
      highCurrency: estimate.high?.currency ?? null,
      wording: estimate.wording,
      measure: estimate.measure ?? null,
    })),
  };
}

/**
 * The rows of what a project's record says of money.
 * @throws FactError at file and line of what the record names and nothing defines
 */
export const moneyRows = (known: Known, record: Place) => ({
  transactions: transactions(known, record),
  ...otherMoney(known, record),
});
