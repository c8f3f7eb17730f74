import { readWindow, toConnection } from '@corridor/paging';
import { withMatches } from '@corridor/text-search';
import type { ProjectsContext } from '../context.js';
import { projectOrder } from '../orders.js';
import type { ProjectConditions, ProjectPage, ProjectParent, ProjectRow } from '../rows.js';
import { readProjectFilter, type ProjectListArguments } from './project-filter.js';

/** Where a list of projects comes from. */
interface ProjectList {
  readonly list: (page: ProjectPage) => Promise<readonly ProjectRow[]>;
  readonly count: (conditions: ProjectConditions) => Promise<number>;
}

/**
 * A connection of projects.
 * @throws ClientError BAD_USER_INPUT naming the argument that cannot be used
 */
export async function connectProjects(args: ProjectListArguments, { list, count }: ProjectList) {
  const conditions = readProjectFilter(args.filter);
  const usual = conditions.words.length > 0 ? 'RELEVANCE' : 'COMMITMENT';
  const { field, direction } = args.orderBy ?? { field: usual, direction: 'DESC' };
  const order = projectOrder(field, direction);
  const window = readWindow(args, order);
  const rows = await list({ conditions, order, window });
  const connection = toConnection(rows, window, order, () => count(conditions));
  return withMatches(connection, conditions.words, (row) => ({
    title: [row.title, ...Object.values(row.titles)],
    acronym: row.acronym,
    description: row.description,
    id: row.id,
    iatiIdentifier: row.iatiIdentifier,
  }));
}

/** A connection of a parent's projects; parents that ask the same share their statements. */
export const connectProjectsOf = (
  parentId: string,
  of: ProjectParent,
  args: ProjectListArguments,
  { loaders }: ProjectsContext,
) =>
  connectProjects(args, {
    list: async (page) => (await loaders.projectPage({ of, page }).load(parentId)) ?? [],
    count: async (conditions) => (await loaders.projectCount({ of, conditions }).load(parentId)) ?? 0,
  });
