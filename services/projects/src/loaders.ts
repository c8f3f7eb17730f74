import type { Database } from '@corridor/database';
import type { Source } from '@corridor/facts';
import { createLoader, createLoaderByArguments, groupBy, mapBy, type Loader } from '@corridor/loaders';
import type { FundingAction, ProjectTransaction } from './entities/money.js';
import type { Organisation } from './entities/organisation.js';
import type { Sector } from './entities/sector.js';
import { listConverted, type ConvertedAmount, type DatedAmount } from './stores/conversion.js';
import type { FinanceScope } from './stores/finance-scope.js';
import { listFinanceSums, type FinanceQuestion, type FinanceSumRow } from './stores/finance.js';
import type { ProjectConditions } from './stores/project-filter.js';
import { listFundingActionsOfPairs, listProjectParts, type ProjectPartRows } from './stores/project-parts.js';
import {
  countProjectsPerParent,
  findProjects,
  listProjectsPerParent,
  type ProjectPage,
  type ProjectParent,
  type ProjectRow,
} from './stores/projects.js';
import { findOrganisations, findSectors, findSources } from './stores/reference-data.js';
import {
  countTransactions,
  listTransactions,
  type TransactionConditions,
  type TransactionPage,
} from './stores/transactions.js';

type ListLoader<Row> = Loader<string, Row[] | undefined>;

/** What sums per parent are asked for; the parents belong to the key. */
export type SumsPerParent = Omit<FinanceQuestion, 'scope'> & {
  readonly of: DistributiveOmit<Exclude<FinanceScope, { kind: 'matching' }>, 'parents'>;
};

type DistributiveOmit<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;

/** The loaders of one request. */
export interface ProjectLoaders {
  readonly project: Loader<string, ProjectRow | undefined>;
  readonly organisation: Loader<string, Organisation | undefined>;
  readonly sector: Loader<string, Sector | undefined>;
  readonly source: Loader<string, Source | undefined>;
  readonly parts: { readonly [Name in keyof ProjectPartRows]: ListLoader<ProjectPartRows[Name]> };
  readonly pairFundingActions: ListLoader<FundingAction>;
  readonly projectPage: (args: { of: ProjectParent; page: ProjectPage }) => ListLoader<ProjectRow>;
  readonly projectCount: (args: {
    of: ProjectParent;
    conditions: ProjectConditions;
  }) => Loader<string, number | undefined>;
  readonly transactionPage: (page: TransactionPage) => ListLoader<ProjectTransaction>;
  readonly transactionCount: (conditions: TransactionConditions) => Loader<string, number | undefined>;
  readonly sums: (args: SumsPerParent) => ListLoader<FinanceSumRow>;
  /** Keys are amounts as JSON; an amount that cannot be converted loads as undefined. */
  readonly conversion: (target: {
    currency: string;
    priceYear?: number | undefined;
  }) => Loader<string, ConvertedAmount | undefined>;
}

/** By id; the database cannot hold a NUL, so nothing has an id with one. */
const byId = <Row extends { readonly id: string }>(
  database: Database,
  find: (database: Database, ids: readonly string[]) => Promise<Row[]>,
) =>
  createLoader(async (ids: readonly string[]) => {
    const possible = ids.filter((id) => !id.includes('\0'));
    return mapBy(await find(database, possible), ({ id }) => id);
  });

const countsByParent = (rows: readonly { parentId: string; count: number }[]) =>
  new Map(rows.map(({ parentId, count }) => [parentId, count]));

const partLoader = <Name extends keyof ProjectPartRows>(
  database: Database,
  name: Name,
): ListLoader<ProjectPartRows[Name]> =>
  createLoader<string, ProjectPartRows[Name][]>(async (ids) =>
    groupBy(await listProjectParts(database, name, ids), ids, ({ projectId }) => projectId),
  );

const createPartLoaders = (database: Database): ProjectLoaders['parts'] => ({
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
  target: { currency: string; priceYear?: number | undefined },
  keys: readonly string[],
): Promise<Map<string, ConvertedAmount>> {
  const amounts = keys.map((key) => JSON.parse(key) as DatedAmount);
  const rows = await listConverted(database, amounts, target);
  return new Map(rows.map((row) => [keys[row.position - 1]!, row]));
}

export const createLoaders = (database: Database): ProjectLoaders => ({
  project: byId(database, findProjects),
  organisation: byId(database, findOrganisations),
  sector: byId(database, findSectors),
  source: byId(database, findSources),
  parts: createPartLoaders(database),
  pairFundingActions: createLoader(async (pairs) =>
    groupBy(await listFundingActionsOfPairs(database, pairs), pairs, ({ parentId }) => parentId),
  ),
  projectPage: createLoaderByArguments(async ({ of, page }, parents) =>
    groupBy(await listProjectsPerParent(database, parents, of, page), parents, ({ parentId }) => parentId),
  ),
  projectCount: createLoaderByArguments(async ({ of, conditions }, parents) =>
    countsByParent(await countProjectsPerParent(database, parents, of, conditions)),
  ),
  transactionPage: createLoaderByArguments(async (page, ids) =>
    groupBy(await listTransactions(database, ids, page), ids, ({ parentId }) => parentId),
  ),
  transactionCount: createLoaderByArguments(async (conditions, ids) =>
    countsByParent(await countTransactions(database, ids, conditions)),
  ),
  sums: createLoaderByArguments(async ({ of, ...question }, parents) => {
    const rows = await listFinanceSums(database, { ...question, scope: { ...of, parents } });
    return groupBy(rows, parents, ({ parentId }) => parentId);
  }),
  conversion: createLoaderByArguments(async (target, keys) => convertAll(database, target, keys)),
});
