import { sql, type Database } from '@corridor/database';
import type { Source } from '@corridor/facts';
import type { Organisation } from '../entities/organisation.js';
import type { Sector } from '../entities/sector.js';

export const findOrganisations = (database: Database, ids: readonly string[]) =>
  database.rows<Organisation>(sql`select * from organisation where id = any(${ids})`);

export const findSectors = (database: Database, ids: readonly string[]) =>
  database.rows<Sector>(sql`select * from sector where id = any(${ids})`);

export const findSources = (database: Database, ids: readonly string[]) =>
  database.rows<Source>(sql`select * from source where id = any(${ids})`);
