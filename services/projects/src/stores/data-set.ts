import { mergeRows, type Database, type Merged } from '@corridor/database';
import { DataSet } from '@corridor/facts';
import type { ProjectRows } from '../entities/project-rows.js';
import { mergeProjectRows } from './project-rows.js';
import { refreshRollups } from './rollups.js';

/** Writes an imported data set in place of what was loaded of it before, all or nothing. */
export const storeDataSet = (
  database: Database,
  data: { readonly name: string; readonly digest: string; readonly projects: ProjectRows },
): Promise<Merged> =>
  database.transaction(async (transaction) => {
    const merged = await mergeProjectRows(transaction, data.projects, data.name);
    await refreshRollups(transaction);
    const row = { name: data.name, digest: data.digest, rowCount: data.projects.projects.length };
    await mergeRows(transaction, DataSet, [row]);
    return merged;
  });
