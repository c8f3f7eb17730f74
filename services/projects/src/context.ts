import type { Database } from '@corridor/database';
import type { RequestContext } from '@corridor/subgraph';
import { createLoaders, type ProjectLoaders } from './loaders.js';
import { listFinanceSums, type FinanceQuestion, type FinanceSumRow } from './stores/finance.js';
import type { ProjectConditions } from './stores/project-filter.js';
import {
  countProjects,
  findProjectBy,
  listProjects,
  type ProjectPage,
  type ProjectRow,
} from './stores/projects.js';

/** What the resolvers of one request work with. */
export interface ProjectsContext extends RequestContext {
  readonly loaders: ProjectLoaders;
  readonly findProjectBy: (
    by: 'iatiIdentifier' | 'acronym',
    value: string,
  ) => Promise<ProjectRow | undefined>;
  readonly listProjects: (page: ProjectPage) => Promise<ProjectRow[]>;
  readonly countProjects: (conditions: ProjectConditions) => Promise<number>;
  readonly listFinanceSums: (question: FinanceQuestion) => Promise<FinanceSumRow[]>;
}

export const createContext = (database: Database, requestId: string): ProjectsContext => ({
  requestId,
  loaders: createLoaders(database),
  findProjectBy: (by, value) => findProjectBy(database, by, value),
  listProjects: (page) => listProjects(database, page),
  countProjects: (conditions) => countProjects(database, conditions),
  listFinanceSums: (question) => listFinanceSums(database, question),
});
