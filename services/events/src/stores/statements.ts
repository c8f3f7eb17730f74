import { empty, pagePerParent, sql, type Database } from '@corridor/database';
import type { DayBounds } from '@corridor/schema';
import type { Commitment, Statement } from '../entities/statement.js';

export const listStatementsByIds = (database: Database, ids: readonly string[]): Promise<Statement[]> =>
  database.rows(sql`select * from statement where id = any(${ids})`);

/** The statements of events, the latest first. */
export const listStatementsOfEvents = (database: Database, events: readonly string[]): Promise<Statement[]> =>
  database.rows(sql`select * from statement where event_id = any(${events}) order by issued_on desc, id`);

/** The latest statements that all of these countries issued together. */
export const listStatements = (
  database: Database,
  {
    issuers,
    days,
    first,
  }: { readonly issuers?: readonly string[]; readonly days: DayBounds; readonly first: number },
): Promise<Statement[]> =>
  database.rows(sql`
    select * from statement where true
      ${issuers ? sql`and issuers @> ${issuers}::text[]` : empty}
      ${days.from ? sql`and issued_on >= ${days.from}` : empty}
      ${days.to ? sql`and issued_on <= ${days.to}` : empty}
    order by issued_on desc, id limit ${first}`);

/** The latest statements that both countries of each relation issued together. */
export const listStatementsOfRelations = (
  database: Database,
  first: number,
  relations: readonly string[],
): Promise<(Statement & { parentId: string })[]> =>
  database.rows(
    pagePerParent(
      relations,
      sql`select * from statement where issuers @> string_to_array(parent.id, '-')
        order by issued_on desc, statement.id limit ${first}`,
    ),
  );

export const listCommitmentsOfStatements = (
  database: Database,
  statements: readonly string[],
): Promise<Commitment[]> =>
  database.rows(
    sql`select * from commitment where statement_id = any(${statements}) order by statement_id, position`,
  );

export const listCommitmentsOfProjects = (
  database: Database,
  projects: readonly string[],
): Promise<Commitment[]> =>
  database.rows(sql`select * from commitment where project = any(${projects}) order by project, id`);
