import { readWindow, toConnection } from '@corridor/paging';
import { badInput } from '@corridor/schema';
import type { ProjectsContext } from '../context.js';
import { inLanguage } from '../languages.js';
import { readCurrency, type ProjectListArguments } from '../project-arguments.js';
import { transactionOrder } from '../project-order.js';
import type { ProjectRow } from '../rows.js';
import { matchesOf } from '../text-matches.js';
import { financeTotal } from './finance.js';
import { connectProjectsOf } from './project-connection.js';

interface TransactionArguments {
  readonly type?: readonly string[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

async function transactions({ id }: ProjectRow, args: TransactionArguments, { loaders }: ProjectsContext) {
  const window = readWindow(args, transactionOrder.name, transactionOrder.columns.length);
  const conditions = {
    types: args.type ?? undefined,
    from: args.from ?? undefined,
    to: args.to ?? undefined,
  };
  if (conditions.from !== undefined && conditions.to !== undefined && conditions.from > conditions.to)
    throw badInput('to', 'is before from');
  const page = { conditions, limit: window.first + 1, after: window.after };
  return toConnection((await loaders.transactionPage(page).load(id)) ?? [], window, {
    order: transactionOrder.name,
    keyOf: (row) => [row.date, row.id],
    count: async () => ({ total: (await loaders.transactionCount(conditions).load(id)) ?? 0, exact: true }),
  });
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

export const projectResolvers = {
  Project: {
    __resolveReference: ({ id }: { readonly id: string }, { loaders }: ProjectsContext) =>
      loaders.project.load(id),
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
  },
  ProjectEdge: {
    matches: ({ node, words }: { readonly node: ProjectRow; readonly words: readonly string[] }) =>
      matchesOf(
        {
          title: [node.title, ...Object.values(node.titles)].join(' · '),
          acronym: node.acronym,
          description: node.description,
          id: node.id,
          iatiIdentifier: node.iatiIdentifier,
        },
        words,
      ),
  },
};
