import { badInput } from '@corridor/schema';
import type { ProjectsContext } from '../context.js';
import { readCurrency, readDimensions, type ProjectListArguments } from '../project-arguments.js';
import type { FinanceSumRow } from '../rows.js';
import { financeRows, moneyOfSum } from './finance.js';
import { connectProjectsOf } from './project-connection.js';

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

const isCountry = ({ iso3 }: Country) => /^[A-Z]{3}$/.test(iso3);
const isPair = ({ id }: BilateralRelation) => /^[A-Z]{3}-[A-Z]{3}$/.test(id);

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

const mostFlows = 100;

async function financeFlows(relation: BilateralRelation, args: FlowArguments, { loaders }: ProjectsContext) {
  const first = args.first ?? mostFlows;
  if (first < 1 || first > mostFlows) throw badInput('first', `expected 1 to ${mostFlows}, got ${first}`);
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

/** Fields that this service adds to other services' types; a key it cannot know of has no projects, and null. */
export const countryResolvers = {
  Country: {
    projects: (
      country: Country,
      { as, ...args }: ProjectListArguments & { readonly as?: Side | null },
      context: ProjectsContext,
    ) =>
      isCountry(country)
        ? connectProjectsOf(country.iso3, { kind: 'side', side: as ?? 'RECIPIENT' }, args, context)
        : null,
    projectFinance: (country: Country, args: FinanceArguments, context: ProjectsContext) =>
      isCountry(country) ? projectFinance(country, args, context) : null,
  },
  BilateralRelation: {
    projects: (relation: BilateralRelation, args: ProjectListArguments, context: ProjectsContext) =>
      isPair(relation) ? connectProjectsOf(relation.id, { kind: 'pair' }, args, context) : null,
    financeFlows: (relation: BilateralRelation, args: FlowArguments, context: ProjectsContext) =>
      isPair(relation) ? financeFlows(relation, args, context) : null,
    fundingActions: (relation: BilateralRelation, _: unknown, { loaders }: ProjectsContext) =>
      isPair(relation) ? loaders.pairFundingActions.load(relation.id) : null,
  },
};
