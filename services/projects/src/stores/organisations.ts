import { sql, type Database } from '@corridor/database';
import type { Organisation } from '../entities/organisation.js';
import type { Sector } from '../entities/sector.js';

export const findOrganisations = (database: Database, ids: readonly string[]) =>
  database.rows<Organisation>(sql`select * from organisation where id = any(${ids}::text[])`);

export const findSectors = (database: Database, ids: readonly string[]) =>
  database.rows<Sector>(sql`select * from sector where id = any(${ids}::text[])`);
