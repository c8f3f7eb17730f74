import { mergeRows, sql, type Database } from '@corridor/database';
import { DataSet } from './fact-entities.js';

/** The data set of the facts that are written down in this repository. */
export const compiled = 'compiled';

/**
 * Loads a data set unless the same was loaded before: all of it in one transaction, so that a load cut off leaves
 * what was there, and the next start loads again.
 * @returns whether anything was loaded
 */
export async function loadDataSet(
  database: Database,
  {
    name,
    digest,
    load,
  }: {
    readonly name: string;
    readonly digest: string;
    /** Writes the rows and returns how many the data set has. */
    readonly load: (database: Database) => Promise<number>;
  },
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    await transaction.rows(sql`select pg_advisory_xact_lock(hashtext(${`data set ${name}`}))`);
    const [loaded] = await transaction.rows<{ digest: string }>(
      sql`select digest from data_set where name = ${name}`,
    );
    if (loaded?.digest === digest) return false;
    const rowCount = await load(transaction);
    await mergeRows(transaction, DataSet, [{ name, digest, rowCount }]);
    return true;
  });
}

/** A text that changes when any data set of the service does; answers may be cached under it. */
export async function readDataVersion(database: Database): Promise<string> {
  const [row] = await database.rows<{ version: string }>(
    sql`select coalesce(md5(string_agg(name || digest, ',' order by name)), 'empty') as version from data_set`,
  );
  return row?.version ?? 'empty';
}
