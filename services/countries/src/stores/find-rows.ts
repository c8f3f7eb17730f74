import { raw, sql, type Database } from '@corridor/database';

/** The rows of a table with one of these keys, in no order. */
export function findRows<Row extends object>(
  database: Database,
  entity: new () => Row,
  keys: readonly string[],
): Promise<Row[]> {
  const { tableName, primaryColumns } = database.tableOf(entity);
  const [key] = primaryColumns;
  return database.rows<Row>(
    sql`select * from ${raw(`"${tableName}"`)} where ${raw(`"${key?.databaseName}"`)} = any(${keys}::text[])`,
  );
}
