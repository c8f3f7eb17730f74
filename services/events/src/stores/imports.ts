import { createHash } from 'node:crypto';
import { copyEntities, mergeRows, sql, type Database } from '@corridor/database';
import { compiled, DataSet, Source } from '@corridor/facts';

/** Notes what was imported from which files, so that the service's data version changes with it. */
export async function upsertDataSet(
  database: Database,
  name: string,
  files: readonly { readonly sha256: string }[],
  rowCount: number,
): Promise<void> {
  const digest = createHash('sha256');
  for (const { sha256 } of files) digest.update(sha256);
  await mergeRows(database, DataSet, [{ name, digest: digest.digest('hex'), rowCount }]);
}

/**
 * Writes sources that imported rows cite; one that compiled facts cite too stays as they describe it. Only inside a
 * transaction.
 * @returns the ids of those that were not there
 */
export async function upsertSources(
  database: Database,
  sources: readonly Source[],
): Promise<ReadonlySet<string>> {
  const known = new Set(
    (
      await database.rows<{ id: string }>(
        sql`select id from source where id = any(${sources.map(({ id }) => id)})`,
      )
    ).map(({ id }) => id),
  );
  const created = sources.filter(({ id }) => !known.has(id));
  await copyEntities(database, Source, created);
  await mergeRows(
    database,
    Source,
    sources.filter(({ id }) => known.has(id)),
    { keep: compiled },
  );
  return new Set(created.map(({ id }) => id));
}
