import { badInput } from '@corridor/schema';
import type { ProjectsContext } from '../context.js';
import { readText, type ProjectListArguments } from '../project-arguments.js';
import { readDimensions, readCurrency, readFilter } from '../project-arguments.js';
import { financeRows } from './finance.js';
import { connectProjects } from './project-connection.js';

interface ProjectArguments {
  readonly id?: string | null;
  readonly iatiIdentifier?: string | null;
  readonly acronym?: string | null;
}

async function project(_: unknown, args: ProjectArguments, context: ProjectsContext) {
  const given = Object.entries(args).filter(
    (entry): entry is [keyof ProjectArguments, string] => entry[1] != null,
  );
  const [only] = given;
  if (!only || given.length > 1)
    throw badInput('project', 'give exactly one of id, iatiIdentifier and acronym');
  const [name, value] = [only[0], readText(only[0], only[1]).trim()];
  return name === 'id' ? context.loaders.project.load(value) : context.findProjectBy(name, value);
}

interface FinanceArguments {
  readonly filter?: ProjectListArguments['filter'];
  readonly groupBy: readonly string[];
  readonly measure?: string | null;
  readonly currency?: string | null;
  readonly priceYear?: number | null;
  readonly includeUmbrellas?: boolean | null;
}

async function projectFinance(_: unknown, args: FinanceArguments, context: ProjectsContext) {
  const question = {
    measure: args.measure ?? 'OUTGOING_COMMITMENT',
    currency: readCurrency(args.currency),
    priceYear: args.priceYear ?? undefined,
    groupBy: readDimensions(args.groupBy),
    includeUmbrellas: args.includeUmbrellas ?? false,
  };
  const scope = { kind: 'matching', conditions: readFilter(args.filter) } as const;
  return financeRows(await context.listFinanceSums({ ...question, scope }), question);
}

export const queryResolvers = {
  Query: {
    project,
    projects: (_: unknown, args: ProjectListArguments, context: ProjectsContext) =>
      connectProjects(args, { list: context.listProjects, count: context.countProjects }),
    projectFinance,
  },
};
