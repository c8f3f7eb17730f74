import type { Database } from '@corridor/database';
import { findSources } from '@corridor/facts';
import { createLoader, createLoaderByArguments, groupBy, mapBy } from '@corridor/loaders';
import {
  listConverted,
  type ConversionTarget,
  type ConvertedAmount,
  type DatedAmount,
} from './stores/conversion.js';
import type { FinanceScope } from './stores/finance-scope.js';
import { listFinanceSums, type FinanceQuestion } from './stores/finance.js';
import type { ProjectConditions } from './stores/project-filter.js';
import { listFundingActionsOfPairs, listProjectParts, type ProjectPartRows } from './stores/project-parts.js';
import {
  countProjectsPerParent,
  findProjects,
  listProjectsPerParent,
  type ProjectPage,
  type ProjectParent,
} from './stores/projects.js';
import { findOrganisations, findSectors } from './stores/organisations.js';
import {
  countTransactions,
  listTransactions,
  type TransactionConditions,
  type TransactionPage,
} from './stores/transactions.js';

/** What sums per parent are asked for; the parents belong to the key. */
type SumsPerParent = Omit<FinanceQuestion, 'scope'> & {
  readonly of: DistributiveOmit<Exclude<FinanceScope, { kind: 'matching' }>, 'parents'>;
};

type DistributiveOmit<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;

const byId = <Row extends { readonly id: string }>(
  database: Database,
  find: (database: Database, ids: readonly string[]) => Promise<Row[]>,
) => createLoader(async (ids: readonly string[]) => mapBy(await find(database, ids), ({ id }) => id));

const countsByParent = (rows: readonly { parentId: string; count: number }[]) =>
  new Map(rows.map(({ parentId, count }) => [parentId, count]));

const partLoader = <Name extends keyof ProjectPartRows>(database: Database, name: Name) =>
  createLoader(async (ids: readonly string[]) =>
    groupBy<ProjectPartRows[Name] & { readonly ownerId: string }, string>(
      await listProjectParts(database, name, ids),
      ids,
      ({ ownerId }) => ownerId,
    ),
  );

const createPartLoaders = (database: Database) => ({
  recipients: partLoader(database, 'recipients'),
  participations: partLoader(database, 'participations'),
  sectors: partLoader(database, 'sectors'),
  phases: partLoader(database, 'phases'),
  locations: partLoader(database, 'locations'),
  sources: partLoader(database, 'sources'),
  budgets: partLoader(database, 'budgets'),
  fundingActions: partLoader(database, 'fundingActions'),
  estimates: partLoader(database, 'estimates'),
});

async function convertAll(
  database: Database,
  target: ConversionTarget,
  keys: readonly string[],
): Promise<Map<string, ConvertedAmount>> {
  const amounts = keys.map((key) => JSON.parse(key) as DatedAmount);
  const rows = await listConverted(database, amounts, target);
  return new Map(rows.map((row) => [keys[row.position - 1]!, row]));
}

/** The loaders of one request: keys asked in one turn are read by one statement. */
export const createLoaders = (database: Database) => ({
  project: createLoader(async (ids: readonly string[]) =>
    mapBy(await findProjects(database, ids), ({ askedId }) => askedId),
  ),
  organisation: byId(database, findOrganisations),
  sector: byId(database, findSectors),
  source: byId(database, findSources),
  parts: createPartLoaders(database),
  pairFundingActions: createLoader(async (pairs) =>
    groupBy(await listFundingActionsOfPairs(database, pairs), pairs, ({ parentId }) => parentId),
  ),
  projectPage: createLoaderByArguments(
    async ({ of, page }: { readonly of: ProjectParent; readonly page: ProjectPage }, parents) =>
      groupBy(await listProjectsPerParent(database, parents, of, page), parents, ({ parentId }) => parentId),
  ),
  projectCount: createLoaderByArguments(
    async (
      { of, conditions }: { readonly of: ProjectParent; readonly conditions: ProjectConditions },
      parents,
    ) => countsByParent(await countProjectsPerParent(database, parents, of, conditions)),
  ),
  transactionPage: createLoaderByArguments(async (page: TransactionPage, ids) =>
    groupBy(await listTransactions(database, ids, page), ids, ({ parentId }) => parentId),
  ),
  transactionCount: createLoaderByArguments(async (conditions: TransactionConditions, ids) =>
    countsByParent(await countTransactions(database, ids, conditions)),
  ),
  sums: createLoaderByArguments(async ({ of, ...question }: SumsPerParent, parents) => {
    const rows = await listFinanceSums(database, { ...question, scope: { ...of, parents } });
    return groupBy(rows, parents, ({ parentId }) => parentId);
  }),
  /** Keys are amounts as JSON; an amount that cannot be converted loads as undefined. */
  conversion: createLoaderByArguments(async (target: ConversionTarget, keys) =>
    convertAll(database, target, keys),
  ),
});

export type Loaders = ReturnType<typeof createLoaders>;
