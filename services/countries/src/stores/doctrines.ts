import { sql, type Database } from '@corridor/database';
import type { Doctrine } from '../entities/doctrine.js';

/** The doctrines that countries proclaimed, earliest first. */
export const listDoctrinesOf = (database: Database, holders: readonly string[]) =>
  database.rows<Doctrine>(sql`
    select * from doctrine where holder_iso3 = any(${holders}::text[]) order by valid_from_on nulls first, id`);
