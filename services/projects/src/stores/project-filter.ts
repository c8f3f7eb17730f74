import { empty, join, sql, type Sql } from '@corridor/database';

/** Which projects, checked and in the words of the columns; what is left out puts no condition. */
export interface ProjectConditions {
  /** Folded words that must all occur. */
  readonly words?: readonly string[];
  readonly scopes?: readonly string[];
  readonly statuses?: readonly string[];
  readonly sectors?: readonly string[];
  /** Alpha-3 codes. */
  readonly recipients?: readonly string[];
  readonly funders?: readonly string[];
  readonly parentId?: string;
  readonly minUsd?: string;
  /** West, south, east, north in degrees; west is greater than east across the 180th meridian. */
  readonly box?: readonly [number, number, number, number];
  /** The first and last day; an open end is left out. */
  readonly activeFrom?: string;
  readonly activeTo?: string;
}

/** A pattern for a text that contains the word literally. */
const containing = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

function inBox([west, south, east, north]: readonly [number, number, number, number]): Sql {
  const longitudes =
    west <= east
      ? sql`place.longitude between ${west} and ${east}`
      : sql`(place.longitude >= ${west} or place.longitude <= ${east})`;
  return sql`p.id in (select place.project_id from project_location place
    where place.latitude between ${south} and ${north} and ${longitudes})`;
}

/** `and …` over a project `p` and its listing `l`; nothing without conditions. */
export function conditionsOf(conditions: ProjectConditions): Sql {
  const { scopes, statuses, sectors, recipients, funders, parentId, minUsd, box } = conditions;
  const all: Sql[] = (conditions.words ?? []).map((word) => sql`p.search_text like ${containing(word)}`);
  if (scopes) all.push(sql`p.scope = any(${scopes})`);
  if (statuses) all.push(sql`p.status = any(${statuses})`);
  if (sectors) all.push(sql`l.sectors && ${sectors}::text[]`);
  if (recipients) all.push(sql`l.recipients && ${recipients}::text[]`);
  if (funders) all.push(sql`l.funders && ${funders}::text[]`);
  if (parentId !== undefined) all.push(sql`p.part_of_id = ${parentId}`);
  if (minUsd !== undefined) all.push(sql`l.commitment_usd >= ${minUsd}::numeric`);
  if (box) all.push(inBox(box));
  if (conditions.activeTo !== undefined) all.push(sql`l.active_from <= ${conditions.activeTo}::date`);
  if (conditions.activeFrom !== undefined) all.push(sql`l.active_to >= ${conditions.activeFrom}::date`);
  return all.length === 0 ? empty : sql`and ${join(all, ' and ')}`;
}

/** The ids of the projects that match, as a select. */
export const matching = (conditions: ProjectConditions): Sql => sql`
  select p.id from project p join project_listing l on l.project_id = p.id where true ${conditionsOf(conditions)}`;
