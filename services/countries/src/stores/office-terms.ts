import { sql, type Database } from '@corridor/database';
import type { OfficeTerm } from '../entities/office-term.js';
import { holdsOn, when } from './conditions.js';

export interface TermConditions {
  readonly role?: string;
  /** A person's id. */
  readonly holder?: string;
  readonly asOf?: string;
}

/** The terms in these countries' offices, earliest first. */
export const listTermsOfCountries = (
  database: Database,
  { role, holder, asOf }: TermConditions,
  countries: readonly string[],
) =>
  database.rows<OfficeTerm>(sql`
    select t.* from office_term t where t.country_iso3 = any(${countries}::text[])
    ${when(role, (name) => sql`and t.role = ${name}`)}
    ${when(holder, (id) => sql`and t.person_id = ${id}`)}
    ${holdsOn('t', asOf)}
    order by t.valid_from_on nulls first, t.id`);

/** The terms of these people, earliest first. */
export const listTermsOfPeople = (
  database: Database,
  { asOf }: Pick<TermConditions, 'asOf'>,
  people: readonly string[],
) =>
  database.rows<OfficeTerm>(sql`
    select t.* from office_term t where t.person_id = any(${people}::text[]) ${holdsOn('t', asOf)}
    order by t.valid_from_on nulls first, t.id`);
