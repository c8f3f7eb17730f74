import { sql, type Database } from '@corridor/database';
import type { Source } from '@corridor/facts';

export const listSources = (database: Database, ids: readonly string[]): Promise<Source[]> =>
  database.rows(sql`select * from source where id = any(${ids})`);
