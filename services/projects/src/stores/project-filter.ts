import { containsAll, isInside, join, sql, type Sql } from '@corridor/database';
import type { Box, DayBounds } from '@corridor/schema';

/** Which projects, checked and in the words of the columns; what is left out puts no condition. */
export interface ProjectConditions {
  /** Folded words that must all occur. */
  readonly words: readonly string[];
  readonly scopes?: readonly string[];
  readonly statuses?: readonly string[];
  readonly sectors?: readonly string[];
  /** Alpha-3 codes. */
  readonly recipients?: readonly string[];
  readonly funders?: readonly string[];
  readonly parentId?: string;
  readonly minUsd?: string;
  /** Has a place in it. */
  readonly box?: Box;
  /** Was under way on one of these days. */
  readonly active: DayBounds;
}

const place = { latitude: sql`place.latitude`, longitude: sql`place.longitude` };

/** `and …` over a project `p` and its listing `l`. */
export function conditionsOf(conditions: ProjectConditions): Sql {
  const { scopes, statuses, sectors, recipients, funders, parentId, minUsd, box, active } = conditions;
  const all = [
    containsAll({ column: sql`p.search_text`, table: 'project', name: 'search_text' }, conditions.words),
  ];
  if (scopes) all.push(sql`p.scope = any(${scopes})`);
  if (statuses) all.push(sql`p.status = any(${statuses})`);
  if (sectors) all.push(sql`l.sectors && ${sectors}::text[]`);
  if (recipients) all.push(sql`l.recipients && ${recipients}::text[]`);
  if (funders) all.push(sql`l.funders && ${funders}::text[]`);
  if (parentId !== undefined) all.push(sql`p.part_of_id = ${parentId}`);
  if (minUsd !== undefined) all.push(sql`l.commitment_usd >= ${minUsd}::numeric`);
  if (box)
    all.push(
      sql`p.id in (select coalesce(merged.into_id, place.project_id) from project_location place
        left join project_merge merged on merged.project_id = place.project_id where ${isInside(place, box)})`,
    );
  if (active.to !== undefined) all.push(sql`l.active_from <= ${active.to}::date`);
  if (active.from !== undefined) all.push(sql`l.active_to >= ${active.from}::date`);
  return sql`and ${join(all, ' and ')}`;
}

/** The ids of the projects that match, as a select. */
export const matching = (conditions: ProjectConditions): Sql => sql`
  select p.id from project p join project_listing l on l.project_id = p.id where true ${conditionsOf(conditions)}`;
