import {
  afterKey,
  containsAll,
  empty,
  orderBy,
  relevance,
  sql,
  type Database,
  type SortOrder,
  type Sql,
} from '@corridor/database';
import type { Window } from '@corridor/paging';
import type { Person } from '../entities/person.js';
import type { Ranked } from '../orders.js';
import { holdsOn, when } from './conditions.js';

export interface PersonConditions {
  readonly nationality?: string;
  readonly role?: string;
  readonly asOf?: string;
  /** Folded. */
  readonly words: readonly string[];
}

function inOffice({ role, asOf }: PersonConditions): Sql {
  if (role === undefined && asOf === undefined) return empty;
  return sql`and exists (select from office_term t where t.person_id = p.id
    ${when(role, (name) => sql`and t.role = ${name}`)} ${holdsOn('t', asOf)})`;
}

const matching = (conditions: PersonConditions): Sql => sql`
  from person p cross join lateral (select ${relevance(sql`p.search_text`, conditions.words)} as relevance) found
  where ${containsAll({ column: sql`p.search_text`, table: 'person', name: 'search_text' }, conditions.words)} ${inOffice(conditions)}
  ${when(conditions.nationality, (iso3) => sql`and p.nationality = ${iso3}`)}`;

/** A page of people, in a search those first that fit best. */
export const listPeople = (
  database: Database,
  conditions: PersonConditions,
  order: SortOrder,
  { first, after }: Window,
) =>
  database.rows<Person & Ranked>(sql`
    select p.*, found.relevance ${matching(conditions)} ${afterKey(order, after)}
    order by ${orderBy(order)} limit ${first + 1}`);

export async function countPeople(database: Database, conditions: PersonConditions): Promise<number> {
  const [row] = await database.rows<{ total: number }>(sql`select count(*) as total ${matching(conditions)}`);
  return row?.total ?? 0;
}

/** The people with any of these names, which are folded, in order of their ids. */
export const listPeopleNamed = (database: Database, names: readonly string[]) =>
  database.rows<Person>(sql`select * from person where name_keys && ${names}::text[] order by id`);
