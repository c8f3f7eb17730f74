import { raw, sql, type Database } from '@corridor/database';
import type { EventRows } from '../event-record.js';

const tables = ['event', 'event_scope'];

/** Makes a year's partition apart and then attaches it: readers go on meanwhile. */
async function addYear(database: Database, year: number): Promise<void> {
  for (const table of tables) {
    const [parent, name] = [raw(`${table}_plain`), raw(`${table}_plain_${year}`)];
    await database.rows(sql`create table ${name} (like ${parent} including defaults including constraints)`);
    await database.rows(sql`
      alter table ${parent} attach partition ${name} for values from (${raw(`'${year}-01-01'`)}) to (${raw(`'${year + 1}-01-01'`)})`);
  }
}

/** Makes the partitions, one a year, that plain events lack. Only inside a transaction. */
export async function openPartitions(database: Database, rows: readonly EventRows[]): Promise<void> {
  const years = new Set(rows.flatMap(({ key }) => (key.plain ? Number(key.sortOn.slice(0, 4)) : [])));
  if (years.size === 0) return;
  const known = await database.rows<{ year: number }>(sql`
    select substr(relid::text, length('event_plain_') + 1)::integer as year from pg_partition_tree('event_plain') where isleaf`);
  for (const { year } of known) years.delete(year);
  for (const year of years) await addYear(database, year);
}
