import { copyRows, mergeRows, sql, type Database } from '@corridor/database';
import { DataSet } from '@corridor/facts';

/** An observation on its way in, with the place it comes from: the file's number and the line. */
export interface IncomingObservation {
  readonly file: number;
  readonly line: number;
  readonly code: string;
  readonly iso3: string;
  readonly year: string;
  readonly value: string;
}

/** The codes of the series that observations can belong to. */
export async function listSeriesCodes(database: Database): Promise<Set<string>> {
  const rows = await database.rows<{ code: string }>(sql`select code from indicator`);
  return new Set(rows.map(({ code }) => code));
}

/** Streams observations into a table that is gone when the transaction ends. */
export async function copyIncoming(
  transaction: Database,
  rows: AsyncIterable<IncomingObservation>,
): Promise<void> {
  await transaction.rows(sql`
    create temporary table incoming (
      file integer, line integer, code text, iso3 text, year smallint, value numeric) on commit drop`);
  await copyRows(transaction, 'incoming', ['file', 'line', 'code', 'iso3', 'year', 'value'], rows);
}

/** Removes what repeats the country and year of an earlier row of its series; returns where it stood. */
export const removeRepeated = (transaction: Database) =>
  transaction.rows<Pick<IncomingObservation, 'file' | 'line'>>(sql`
    delete from incoming using (
      select ctid as row, row_number() over (partition by code, iso3, year order by file, line) as turn
      from incoming) numbered
    where incoming.ctid = numbered.row and turn > 1
    returning file, line`);

/** Writes the incoming observations as this data set's, over those of any other. */
export async function mergeIncoming(transaction: Database, dataSet: string, digest: string) {
  const [counts] = await transaction.rows<{ created: number; updated: number }>(sql`
    with merged as (
      insert into observation as old (code, iso3, year, value, data_set)
      select code, iso3, year, value, ${dataSet} from incoming
      on conflict (code, iso3, year) do update set value = excluded.value, data_set = excluded.data_set
        where (old.value, old.data_set) is distinct from (excluded.value, excluded.data_set)
      returning (xmax = 0) as created)
    select count(*) filter (where created) as created, count(*) filter (where not created) as updated from merged`);
  const { created, updated } = counts ?? { created: 0, updated: 0 };
  const [held] = await transaction.rows<{ rowCount: number }>(
    sql`select count(*) as row_count from observation where data_set = ${dataSet}`,
  );
  await mergeRows(transaction, DataSet, [{ name: dataSet, digest, rowCount: held?.rowCount ?? 0 }]);
  return { created, updated };
}
