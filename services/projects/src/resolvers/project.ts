import { readWindow, toConnection } from '@corridor/paging';
import { inLanguage, readDaysBetween } from '@corridor/schema';
import type { ProjectsContext } from '../context.js';
import { transactionOrder } from '../orders.js';
import type { ProjectRow } from '../rows.js';
import { readCurrency } from './arguments.js';
import { financeTotal } from './finance.js';
import { connectProjectsOf } from './project-connection.js';
import type { ProjectListArguments } from './project-filter.js';

interface TransactionArguments {
  readonly type?: readonly string[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

async function transactions({ id }: ProjectRow, args: TransactionArguments, { loaders }: ProjectsContext) {
  const window = readWindow(args, transactionOrder);
  const conditions = { types: args.type ?? undefined, ...readDaysBetween(args) };
  const rows = (await loaders.transactionPage({ conditions, window }).load(id)) ?? [];
  return toConnection(
    rows,
    window,
    transactionOrder,
    async () => (await loaders.transactionCount(conditions).load(id)) ?? 0,
  );
}

interface FinanceArguments {
  readonly measure: string;
  readonly currency?: string | null;
}

async function finance({ id }: ProjectRow, args: FinanceArguments, { loaders }: ProjectsContext) {
  const question = { measure: args.measure, currency: readCurrency(args.currency) };
  const of = { kind: 'project' } as const;
  const rows = await loaders.sums({ ...question, groupBy: [], includeUmbrellas: false, of }).load(id);
  return financeTotal(rows?.[0], question);
}

/** The project's own sectors and those of its phases. */
async function sectors({ id }: ProjectRow, _: unknown, { loaders }: ProjectsContext) {
  const [own, phases] = await Promise.all([loaders.parts.sectors.load(id), loaders.parts.phases.load(id)]);
  return [
    ...(own ?? []),
    ...(phases ?? []).flatMap((phase) =>
      phase.sectorIds.map((sectorId) => ({ sectorId, percentage: null, phase })),
    ),
  ];
}

async function participatingOrgs(
  { id }: ProjectRow,
  { role }: { readonly role?: string | null },
  { loaders }: ProjectsContext,
) {
  const all = (await loaders.parts.participations.load(id)) ?? [];
  return role == null ? all : all.filter((participation) => participation.role === role);
}

/** A bounded list of the project's, by the name that field and loader share. */
const part =
  (name: 'recipients' | 'phases' | 'locations' | 'sources' | 'budgets' | 'fundingActions' | 'estimates') =>
  ({ id }: ProjectRow, _: unknown, { loaders }: ProjectsContext) =>
    loaders.parts[name].load(id);

export const project = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: ProjectsContext) =>
    loaders.project.load(id),
  iatiIdentifier: ({ knownIatiIdentifier }: ProjectRow) => knownIatiIdentifier,
  title: ({ title, titles }: ProjectRow, { lang }: { readonly lang?: string | null }) =>
    inLanguage(titles, lang) ?? title,
  parent: ({ partOfId }: ProjectRow, _: unknown, { loaders }: ProjectsContext) =>
    partOfId && loaders.project.load(partOfId),
  children: ({ id }: ProjectRow, args: ProjectListArguments, context: ProjectsContext) =>
    connectProjectsOf(id, { kind: 'parent' }, args, context),
  participatingOrgs,
  sectors,
  transactions,
  finance,
  recipients: part('recipients'),
  phases: part('phases'),
  locations: part('locations'),
  sources: part('sources'),
  budgets: part('budgets'),
  fundingActions: part('fundingActions'),
  estimates: part('estimates'),
};
