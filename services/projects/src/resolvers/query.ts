import { readExactlyOne } from '@corridor/schema';
import type { ProjectsContext } from '../context.js';
import { readCurrency, readDimensions } from './arguments.js';
import { financeRows } from './finance.js';
import { connectProjects } from './project-connection.js';
import { readProjectFilter, type ProjectListArguments } from './project-filter.js';

interface ProjectArguments {
  readonly id?: string | null;
  readonly iatiIdentifier?: string | null;
  readonly acronym?: string | null;
}

function findProject(
  _: unknown,
  { id, iatiIdentifier, acronym }: ProjectArguments,
  { loaders, stores }: ProjectsContext,
) {
  const [by, text] = readExactlyOne({ id, iatiIdentifier, acronym });
  const value = text.trim();
  return by === 'id' ? loaders.project.load(value) : stores.findProjectBy(by, value);
}

interface FinanceArguments {
  readonly filter?: ProjectListArguments['filter'];
  readonly groupBy: readonly string[];
  readonly measure?: string | null;
  readonly currency?: string | null;
  readonly priceYear?: number | null;
  readonly includeUmbrellas?: boolean | null;
}

async function projectFinance(_: unknown, args: FinanceArguments, { stores }: ProjectsContext) {
  const question = {
    measure: args.measure ?? 'OUTGOING_COMMITMENT',
    currency: readCurrency(args.currency),
    priceYear: args.priceYear ?? undefined,
    groupBy: readDimensions(args.groupBy),
    includeUmbrellas: args.includeUmbrellas ?? false,
  };
  const scope = { kind: 'matching', conditions: readProjectFilter(args.filter) } as const;
  return financeRows(await stores.listFinanceSums({ ...question, scope }), question);
}

export const query = {
  project: findProject,
  projects: (_: unknown, args: ProjectListArguments, { stores }: ProjectsContext) =>
    connectProjects(args, { list: stores.listProjects, count: stores.countProjects }),
  projectFinance,
};
