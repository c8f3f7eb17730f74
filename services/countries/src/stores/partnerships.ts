import { sql, type Database } from '@corridor/database';
import type { Partnership } from '../entities/partnership.js';
import { holdsOn } from './conditions.js';

/** A partnership and the rank of its tier. */
export type RankedPartnership = Partnership & { readonly rank: number };

/** The partnerships of relations, earliest first. */
export const listPartnershipsOf = (database: Database, relations: readonly string[]) =>
  database.rows<RankedPartnership>(sql`
    select p.*, t.rank from partnership p join partnership_tier t on t.id = p.tier_id
    where p.relation_id = any(${relations}::text[])
    order by p.valid_from_on nulls first, p.id`);

/** The partnerships of tiers, earliest first. */
export const listHolders = (
  database: Database,
  { asOf }: { readonly asOf?: string },
  tiers: readonly string[],
) =>
  database.rows<Partnership>(sql`
    select p.* from partnership p where p.tier_id = any(${tiers}::text[]) ${holdsOn('p', asOf)}
    order by p.valid_from_on nulls first, p.id`);
