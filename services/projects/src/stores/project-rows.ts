import { join, mergeRows, raw, sql, type Database, type Sql } from '@corridor/database';
import { compiled } from '@corridor/facts';
import { AmountEstimate, Budget, FundingAction, ProjectTransaction } from '../entities/money.js';
import { Organisation } from '../entities/organisation.js';
import { Participation, ProjectRecipient } from '../entities/parties.js';
import { ProjectLocation, ProjectPhase, ProjectSector } from '../entities/places-and-sectors.js';
import { Project } from '../entities/project.js';
import type { ProjectRows } from '../entities/project-rows.js';
import { ProjectSource } from '../entities/project-source.js';

const childTables = {
  recipients: ProjectRecipient,
  participations: Participation,
  sectors: ProjectSector,
  phases: ProjectPhase,
  locations: ProjectLocation,
  sources: ProjectSource,
  budgets: Budget,
  transactions: ProjectTransaction,
  fundingActions: FundingAction,
  estimates: AmountEstimate,
} as const;

type ChildKey = keyof typeof childTables;
const childKeys = Object.keys(childTables) as ChildKey[];

/** Lets the database know how full the tables are: after an import it would plan as if they were empty. */
export const analyzeProjects = (database: Database): Sql => {
  const tables = [Project, Organisation, ...Object.values(childTables)];
  const names = tables.map((entity) => raw(`"${database.tableOf(entity).tableName}"`));
  return sql`analyze project_record, ${join(names, ', ')}`;
};

/** The ids among these of projects that are written down by hand. */
export async function findCompiled(database: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ id: string }>(
    sql`select id from project where id = any(${ids}) and data_set = ${compiled}`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** What another data set says of a project that is written down by hand goes, or its money would count twice. */
async function removeOverruled(database: Database): Promise<void> {
  const deletions = childKeys.map((key) => {
    const table = raw(`"${database.tableOf(childTables[key]).tableName}"`);
    return sql`${raw(`deleted_${key.toLowerCase()}`)} as (
      delete from ${table} child using project
      where project.id = child.project_id and project.data_set = ${compiled} and child.data_set <> ${compiled})`;
  });
  await database.rows(sql`with ${join(deletions, ', ')}
    delete from project_record record using project
    where project.id = record.project_id and project.data_set = ${compiled}`);
}

/** Writes projects of an imported data set, all of which are its own, in place of what it said of them before. */
export async function replaceProjectRows(
  database: Database,
  rows: ProjectRows,
  dataSet: string,
): Promise<void> {
  const within = { column: 'project_id', values: rows.projects.map(({ id }) => id) };
  await mergeRows(database, Organisation, rows.organisations, { keep: compiled });
  await mergeRows(database, Project, rows.projects, { keep: compiled });
  for (const key of childKeys)
    await mergeRows(database, childTables[key], rows[key], { replace: dataSet, within });
}

/** Keeps what these projects and their parts say until now. */
export async function keepRevisions(database: Database, ids: readonly string[]): Promise<void> {
  const parts = childKeys.map((key) => {
    const table = raw(`"${database.tableOf(childTables[key]).tableName}"`);
    return sql`${key}::text, (select coalesce(jsonb_agg(to_jsonb(part) - 'project_id' - 'data_set'), '[]')
      from ${table} part where part.project_id = project.id)`;
  });
  await database.rows(sql`
    insert into project_revision (project_id, version, record, replaced_at)
    select project.id, 1 + (select count(*) from project_revision earlier where earlier.project_id = project.id),
      to_jsonb(project) - 'search_text' - 'title_key' || jsonb_build_object(${join(parts, ', ')}), now()
    from project where project.id = any(${ids})`);
}

/**
 * Writes all projects of a data set and removes those it no longer has. What is written down by hand wins: imported rows
 * of its projects go.
 */
export async function mergeProjectRows(
  database: Database,
  rows: ProjectRows,
  dataSet: string,
): Promise<void> {
  const options = { replace: dataSet };
  await mergeRows(database, Organisation, rows.organisations, options);
  await mergeRows(database, Project, rows.projects, options);
  for (const key of childKeys) await mergeRows(database, childTables[key], rows[key], options);
  if (dataSet === compiled) await removeOverruled(database);
}
