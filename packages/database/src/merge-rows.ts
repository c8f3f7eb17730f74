import type { EntityMetadata } from 'typeorm';
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { Database } from './open-database.js';

export interface Merged {
  readonly created: number;
  readonly updated: number;
}

const chunkSize = 2_000;
const quote = (name: string) => `"${name}"`;

/** Columns whose value says when a row was written, not what it says; they do not make a row another row. */
const isBookkeeping = (column: { readonly isCreateDate: boolean; readonly isUpdateDate: boolean }) =>
  column.isCreateDate || column.isUpdateDate;

function mergeStatement(table: EntityMetadata, json: string, onlyReplace: Sql): Sql {
  const written = table.columns.filter((column) => !isBookkeeping(column) && !column.isGenerated);
  const names = raw(written.map((column) => quote(column.databaseName)).join(', '));
  const keys = raw(table.primaryColumns.map((column) => quote(column.databaseName)).join(', '));
  const target = raw(quote(table.tableName));
  const others = written.filter((column) => !column.isPrimary).map((column) => quote(column.databaseName));
  const touched = table.columns
    .filter((column) => column.isUpdateDate)
    .map((column) => quote(column.databaseName));
  const assignments = [
    ...others.map((name) => `${name} = excluded.${name}`),
    ...touched.map((name) => `${name} = now()`),
  ];
  const onConflict = others.length
    ? sql`do update set ${raw(assignments.join(', '))}
          where (${raw(others.map((name) => `old.${name}`).join(', '))})
            is distinct from (${raw(others.map((name) => `excluded.${name}`).join(', '))}) ${onlyReplace}`
    : raw('do nothing');
  return sql`
    with merged as (
      insert into ${target} as old (${names})
      select ${names} from jsonb_populate_recordset(null::${target}, ${json}::jsonb)
      on conflict (${keys}) ${onConflict}
      returning (xmax = 0) as created)
    select count(*) filter (where created) as created, count(*) filter (where not created) as updated from merged`;
}

/** Property names to column names; a property that is left out becomes null. */
function toColumns(table: EntityMetadata, row: object): Record<string, unknown> {
  const values = row as Record<string, unknown>;
  return Object.fromEntries(
    table.columns.map((column) => [column.databaseName, values[column.propertyName] ?? null]),
  );
}

async function removeOthers(
  database: Database,
  table: EntityMetadata,
  rows: readonly object[],
  dataSet: string,
  within: Sql,
) {
  const keys = table.primaryColumns.map((column) => column.databaseName);
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(keys.map((key) => [key, toColumns(table, row)[key]]))),
  );
  const target = raw(quote(table.tableName));
  const same = join(
    keys.map((key) => sql`kept.${raw(quote(key))} = old.${raw(quote(key))}`),
    ' and ',
  );
  await database.rows(sql`
    delete from ${target} old where data_set = ${dataSet} ${within} and not exists (
      select from jsonb_populate_recordset(null::${target}, ${json}::jsonb) kept where ${same})`);
}

/**
 * Writes rows by primary key: new ones are inserted, changed ones updated, equal ones left alone.
 * @param entity the TypeORM class of the table; rows have its properties
 * @param options.replace a data set's name: its rows that are not among these are removed
 * @param options.within with `replace`: only rows with one of these values in a column are removed
 * @param options.keep a data set's name: its rows are never changed (compiled facts win over imported ones)
 */
export async function mergeRows(
  database: Database,
  entity: new () => object,
  rows: readonly object[],
  options: {
    readonly replace?: string;
    readonly within?: { readonly column: string; readonly values: readonly string[] };
    readonly keep?: string;
  } = {},
): Promise<Merged> {
  const table = database.tableOf(entity);
  const { within } = options;
  const only = within ? sql`and ${raw(quote(within.column))} = any(${within.values})` : empty;
  if (options.replace !== undefined) await removeOthers(database, table, rows, options.replace, only);
  const onlyReplace = options.keep === undefined ? empty : sql`and old.data_set <> ${options.keep}`;
  let [created, updated] = [0, 0];
  for (let start = 0; start < rows.length; start += chunkSize) {
    const chunk = rows.slice(start, start + chunkSize).map((row) => toColumns(table, row));
    const [counts] = await database.rows<Merged>(mergeStatement(table, JSON.stringify(chunk), onlyReplace));
    created += counts?.created ?? 0;
    updated += counts?.updated ?? 0;
  }
  return { created, updated };
}
