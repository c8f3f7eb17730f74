import { isIso3, isRelationId } from '@corridor/country-codes';
import { readFirst } from '@corridor/paging';
import type { ProjectsContext } from '../context.js';
import type { FinanceSumRow } from '../rows.js';
import { readCurrency, readDimensions } from './arguments.js';
import { financeRows, moneyOfSum } from './finance.js';
import { connectProjectsOf } from './project-connection.js';
import type { ProjectListArguments } from './project-filter.js';

type Side = 'RECIPIENT' | 'FUNDER';

interface Country {
  readonly iso3: string;
}

interface BilateralRelation {
  readonly id: string;
}

interface FinanceArguments {
  readonly as?: Side | null;
  readonly groupBy: readonly string[];
  readonly measure?: string | null;
  readonly currency?: string | null;
}

async function projectFinance(country: Country, args: FinanceArguments, { loaders }: ProjectsContext) {
  const question = {
    measure: args.measure ?? 'OUTGOING_COMMITMENT',
    currency: readCurrency(args.currency),
    groupBy: readDimensions(args.groupBy),
    includeUmbrellas: false,
  };
  const of = { kind: 'side', side: args.as ?? 'RECIPIENT' } as const;
  const rows = await loaders.sums({ ...question, of }).load(country.iso3);
  return financeRows(rows ?? [], question);
}

interface FlowArguments {
  readonly measure?: string | null;
  readonly currency?: string | null;
  readonly first?: number | null;
}

const defaultFlows = 100;

async function financeFlows(relation: BilateralRelation, args: FlowArguments, { loaders }: ProjectsContext) {
  const first = readFirst(args.first, defaultFlows);
  const currency = readCurrency(args.currency);
  const sums = loaders.sums({
    measure: args.measure ?? 'OUTGOING_COMMITMENT',
    currency,
    groupBy: ['organisationId', 'projectId', 'sectorId'],
    includeUmbrellas: false,
    of: { kind: 'pair' },
  });
  const rows: readonly FinanceSumRow[] = (await sums.load(relation.id)) ?? [];
  return rows
    .filter(({ organisationId, transactionCount }) => organisationId !== null && transactionCount > 0)
    .slice(0, first)
    .map((row) => ({ ...row, value: moneyOfSum(row, { currency }) }));
}

/** Fields on another service's country; null for a key that is no country's. */
export const country = {
  projects: (
    { iso3 }: Country,
    { as, ...args }: ProjectListArguments & { readonly as?: Side | null },
    context: ProjectsContext,
  ) =>
    isIso3(iso3) ? connectProjectsOf(iso3, { kind: 'side', side: as ?? 'RECIPIENT' }, args, context) : null,
  projectFinance: (of: Country, args: FinanceArguments, context: ProjectsContext) =>
    isIso3(of.iso3) ? projectFinance(of, args, context) : null,
};

/** Fields on another service's relation; null for a key that is no relation's. */
export const bilateralRelation = {
  projects: ({ id }: BilateralRelation, args: ProjectListArguments, context: ProjectsContext) =>
    isRelationId(id) ? connectProjectsOf(id, { kind: 'pair' }, args, context) : null,
  financeFlows: (relation: BilateralRelation, args: FlowArguments, context: ProjectsContext) =>
    isRelationId(relation.id) ? financeFlows(relation, args, context) : null,
  fundingActions: ({ id }: BilateralRelation, _: unknown, { loaders }: ProjectsContext) =>
    isRelationId(id) ? loaders.pairFundingActions.load(id) : null,
};
