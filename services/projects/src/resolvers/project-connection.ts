import { readWindow, toConnection } from '@corridor/paging';
import type { ProjectsContext } from '../context.js';
import { projectKeyOf, projectOrder } from '../project-order.js';
import { readFilter, type ProjectListArguments } from '../project-arguments.js';
import type { ProjectConditions, ProjectPage, ProjectParent, ProjectRow } from '../rows.js';

/** Where a list of projects comes from. */
interface ProjectList {
  readonly list: (page: ProjectPage) => Promise<readonly ProjectRow[]>;
  readonly count: (conditions: ProjectConditions) => Promise<number>;
}

/**
 * A connection of projects; its edges know the words that were searched for.
 * @throws ClientError BAD_USER_INPUT naming the argument that cannot be used
 */
export async function connectProjects(args: ProjectListArguments, { list, count }: ProjectList) {
  const { field, direction } = args.orderBy ?? { field: 'COMMITMENT', direction: 'DESC' };
  const order = projectOrder(field, direction);
  const window = readWindow(args, order.name, order.columns.length);
  const conditions = readFilter(args.filter);
  const rows = await list({ conditions, order, limit: window.first + 1, after: window.after });
  const connection = toConnection(rows, window, {
    order: order.name,
    keyOf: projectKeyOf(field),
    count: async () => ({ total: await count(conditions), exact: true }),
  });
  return {
    ...connection,
    edges: connection.edges.map((edge) => ({ ...edge, words: conditions.words ?? [] })),
  };
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
