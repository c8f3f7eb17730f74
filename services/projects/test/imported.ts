import { raw, sql, type Database } from '@corridor/database';
import { refreshRollups } from '../src/stores/rollups.js';

const tables = [
  ...['project_recipient', 'participation', 'project_sector', 'project_location', 'project_source', 'budget'],
  ...['project_transaction', 'project'],
];

/** Takes away what importers wrote, as if nothing had ever been imported. */
export const removeImported = (database: Database): Promise<void> =>
  database.transaction(async (transaction) => {
    for (const table of tables)
      await transaction.rows(sql`delete from ${raw(table)} where data_set in ('aiddata-sca', 'iati')`);
    await transaction.rows(sql`delete from project_record`);
    await transaction.rows(sql`delete from project_revision`);
    await transaction.rows(sql`delete from project_identity`);
    await transaction.rows(sql`delete from data_set where name <> 'compiled'`);
    await refreshRollups(transaction);
  });
