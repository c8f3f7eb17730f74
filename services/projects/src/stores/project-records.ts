import { createHash } from 'node:crypto';
import { mergeRows, sql, type Database } from '@corridor/database';
import { compiled, DataSet, Source } from '@corridor/facts';
import { joinProjectRows, type ProjectRows } from '../entities/project-rows.js';
import { Sector } from '../entities/sector.js';
import { analyzeProjects, findCompiled, keepRevisions, replaceProjectRows } from './project-rows.js';
import { refreshRollups } from './rollups.js';

/** A project as one record of a publication says it, with the source it cites and the sectors of lists of its own. */
export interface PublishedProject {
  readonly id: string;
  readonly rows: ProjectRows;
  readonly source?: Source;
  readonly sectors?: readonly Sector[];
}

/** What a newer version replaces as a whole: a table, or a file by its name. */
export interface Publication {
  readonly name: string;
  /** The name that its rows carry. */
  readonly dataSet: string;
  /** Counted up when the same file is to become other rows. */
  readonly format: string;
}

const digestOf = (format: string, { rows, sectors }: PublishedProject) =>
  createHash('sha256')
    .update(`${format} ${JSON.stringify([rows, sectors])}`)
    .digest('base64');

const uniqueById = <Row extends { readonly id: string }>(rows: readonly Row[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** What the database knows of these records: their digests. */
async function findDigests(database: Database, ids: readonly string[], dataSet: string) {
  const rows = await database.rows<{ id: string; digest: string }>(sql`
    select project.id, record.digest from project join project_record record on record.project_id = project.id
    where project.id = any(${ids}) and project.data_set = ${dataSet}`);
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}

/**
 * Writes records that are new or changed and keeps what the changed ones said before. Those of projects that are written
 * down by hand count as unchanged: what was judged record by record stays.
 */
export async function storePublished(
  database: Database,
  { name, dataSet, format }: Publication,
  projects: readonly PublishedProject[],
) {
  const ids = projects.map(({ id }) => id);
  const byHand = await findCompiled(database, ids);
  const known = await findDigests(database, ids, dataSet);
  const own = projects.filter(({ id }) => !byHand.has(id));
  const digests = new Map(own.map((project) => [project.id, digestOf(format, project)]));
  const changed = own.filter(({ id }) => known.get(id) !== digests.get(id));
  const updated = changed.filter(({ id }) => known.has(id)).map(({ id }) => id);
  if (updated.length > 0) await keepRevisions(database, updated);
  await mergeRows(database, Source, uniqueById(own.flatMap(({ source }) => source ?? [])), {
    keep: compiled,
  });
  await mergeRows(database, Sector, uniqueById(own.flatMap(({ sectors }) => sectors ?? [])), {
    keep: compiled,
  });
  if (changed.length > 0) {
    const rows = changed.map((project) => project.rows);
    const organisations = uniqueById(rows.flatMap((of) => of.organisations));
    await replaceProjectRows(database, joinProjectRows(organisations, rows), dataSet);
  }
  await database.rows(sql`
    insert into project_record (project_id, publication, digest)
    select id, ${name}, digest from unnest(${[...digests.keys()]}::text[], ${[...digests.values()]}::text[]) own(id, digest)
    on conflict (project_id) do update set publication = excluded.publication, digest = excluded.digest, last_seen = null
    where (project_record.digest, project_record.last_seen) is distinct from (excluded.digest, null)`);
  return {
    created: changed.length - updated.length,
    updated: updated.length,
    unchanged: projects.length - changed.length,
  };
}

/**
 * Ends the import of a publication: records that it no longer holds stay and are marked with when they were last seen; sums
 * and lists are made anew.
 * @param ids of the records that it holds
 */
export async function finishPublication(
  database: Database,
  { name }: Publication,
  { ids, digest }: { readonly ids: ReadonlySet<string>; readonly digest: string },
): Promise<void> {
  await database.rows(sql`
    update project_record set last_seen = coalesce((select loaded_at from data_set where name = ${name}), now())
    where publication = ${name} and last_seen is null and not project_id = any(${[...ids]})`);
  await mergeRows(database, DataSet, [{ name, digest, rowCount: ids.size }]);
  await database.rows(analyzeProjects(database));
  await refreshRollups(database);
}
