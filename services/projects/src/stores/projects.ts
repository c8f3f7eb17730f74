import {
  afterKey,
  orderBy,
  pagePerParent,
  relevance,
  selectedColumns,
  sql,
  type Database,
  type SortOrder,
  type Sql,
} from '@corridor/database';
import type { Window } from '@corridor/paging';
import { Project } from '../entities/project.js';
import { conditionsOf, type ProjectConditions } from './project-filter.js';

/** A project with what it can be sorted by. */
export interface ProjectRow extends Omit<Project, 'searchText' | 'dataSet'> {
  readonly startOn: string;
  /** How well it fits the words of a search; 0 without any. */
  readonly relevance: string;
  /** Its own or that of a record merged into it. */
  readonly knownIatiIdentifier: string | null;
  readonly commitmentUsd: string;
  readonly updatedSeconds: string;
}

const columnsOf = (database: Database): Sql =>
  sql`${selectedColumns(database, Project, 'p')}, l.start_on, l.commitment_usd, l.updated_seconds, found.relevance,
    coalesce(p.iati_identifier, (
      select min(named.iati_identifier) from project_merge merged join project named on named.id = merged.project_id
      where merged.into_id = p.id)) as known_iati_identifier`;
const tables = sql`project p join project_listing l on l.project_id = p.id`;

/** The tables with how well each project fits the words of a search. */
const ranked = (words: readonly string[]): Sql =>
  sql`${tables} cross join lateral (select ${relevance(sql`p.search_text`, words)} as relevance) found`;

export type ProjectSort = 'RELEVANCE' | 'TITLE' | 'START' | 'COMMITMENT' | 'UPDATED';

/** What projects are listed of: a country on one side, a pair of countries, an organisation's role, a parent project. */
export type ProjectParent =
  | { readonly kind: 'side'; readonly side: 'RECIPIENT' | 'FUNDER' }
  | { readonly kind: 'pair' }
  | { readonly kind: 'organisation'; readonly role?: string | undefined }
  | { readonly kind: 'parent' };

export interface ProjectPage {
  readonly conditions: ProjectConditions;
  readonly order: SortOrder;
  readonly window: Window;
}

const ofPair = sql`(l.funders @> array[split_part(parent.id, '-', 1)] and l.recipients @> array[split_part(parent.id, '-', 2)]
  or l.funders @> array[split_part(parent.id, '-', 2)] and l.recipients @> array[split_part(parent.id, '-', 1)])`;

/** Whether a project is of `parent.id`. */
function belongs(parent: ProjectParent): Sql {
  if (parent.kind === 'pair') return ofPair;
  if (parent.kind === 'parent') return sql`p.part_of_id = parent.id`;
  if (parent.kind === 'side')
    return parent.side === 'RECIPIENT'
      ? sql`l.recipients @> array[parent.id]`
      : sql`l.funders @> array[parent.id]`;
  const role = parent.role === undefined ? sql`` : sql`and part.role = ${parent.role}`;
  return sql`exists (select from participation part
    where part.organisation_id = parent.id and part.project_id = p.id ${role})`;
}

export const listProjects = (database: Database, { conditions, order, window }: ProjectPage) =>
  database.rows<ProjectRow>(sql`
    select ${columnsOf(database)} from ${ranked(conditions.words)} where true ${conditionsOf(conditions)}
    ${afterKey(order, window.after)}
    order by ${orderBy(order)} limit ${window.first + 1}`);

export async function countProjects(database: Database, conditions: ProjectConditions): Promise<number> {
  const [row] = await database.rows<{ count: number }>(
    sql`select count(*) from ${tables} where true ${conditionsOf(conditions)}`,
  );
  return row?.count ?? 0;
}

/** A page for each parent, in one statement. */
export const listProjectsPerParent = (
  database: Database,
  parents: readonly string[],
  parent: ProjectParent,
  { conditions, order, window }: ProjectPage,
) =>
  database.rows<ProjectRow & { readonly parentId: string }>(
    pagePerParent(
      parents,
      sql`select ${columnsOf(database)} from ${ranked(conditions.words)} where ${belongs(parent)}
        ${conditionsOf(conditions)} ${afterKey(order, window.after)}
        order by ${orderBy(order)} limit ${window.first + 1}`,
    ),
  );

export const countProjectsPerParent = (
  database: Database,
  parents: readonly string[],
  parent: ProjectParent,
  conditions: ProjectConditions,
) =>
  database.rows<{ parentId: string; count: number }>(sql`
    select parent.id as parent_id, count(*) from unnest(${parents}::text[]) parent(id), ${tables}
    where ${belongs(parent)} ${conditionsOf(conditions)} group by parent.id`);

/** The projects of these ids; one that is merged into another is that one. */
export const findProjects = (database: Database, ids: readonly string[]) =>
  database.rows<ProjectRow & { readonly askedId: string }>(sql`
    select ${columnsOf(database)}, asked.id as asked_id from unnest(${ids}::text[]) asked(id)
    left join project_merge merged on merged.project_id = asked.id
    join project p on p.id = coalesce(merged.into_id, asked.id)
    join project_listing l on l.project_id = p.id
    cross join (select 0::numeric as relevance) found`);

/** A project by an identifier of another list; the first by id where several carry one. */
export async function findProjectBy(
  database: Database,
  by: 'iatiIdentifier' | 'acronym',
  value: string,
): Promise<ProjectRow | undefined> {
  const condition =
    by === 'acronym'
      ? sql`upper(p.acronym) = upper(${value})`
      : sql`p.id in (select coalesce(merged.into_id, named.id) from project named
          left join project_merge merged on merged.project_id = named.id where named.iati_identifier = ${value})`;
  const [row] = await database.rows<ProjectRow>(
    sql`select ${columnsOf(database)} from ${ranked([])} where ${condition} order by p.id limit 1`,
  );
  return row;
}
