import { afterKey, empty, orderBy, pagePerParent, sql, type Database, type Sql } from '@corridor/database';
import type { Window } from '@corridor/paging';
import type { ProjectTransaction } from '../entities/money.js';
import { transactionOrder } from '../orders.js';

/** Which transactions; days are `YYYY-MM-DD`. */
export interface TransactionConditions {
  readonly types?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface TransactionPage {
  readonly conditions: TransactionConditions;
  readonly window: Window;
}

const conditionsOf = ({ types, from, to }: TransactionConditions): Sql => sql`
  ${types ? sql`and t.type = any(${types})` : empty}
  ${from === undefined ? empty : sql`and t.date >= ${from}::date`}
  ${to === undefined ? empty : sql`and t.date <= ${to}::date`}`;

/** A page of transactions for each project, those of the records merged into it among them, in one statement. */
export const listTransactions = (
  database: Database,
  projectIds: readonly string[],
  { conditions, window }: TransactionPage,
) =>
  database.rows<ProjectTransaction & { readonly parentId: string }>(
    pagePerParent(
      projectIds,
      sql`select t.* from project_transaction t where t.project_id in (
        select parent.id union all select merged.project_id from project_merge merged where merged.into_id = parent.id) ${conditionsOf(conditions)}
        ${afterKey(transactionOrder, window.after)} order by ${orderBy(transactionOrder)} limit ${window.first + 1}`,
    ),
  );

export const countTransactions = (
  database: Database,
  projectIds: readonly string[],
  conditions: TransactionConditions,
) =>
  database.rows<{ parentId: string; count: number }>(sql`
    select coalesce(merged.into_id, t.project_id) as parent_id, count(*) from project_transaction t
    left join project_merge merged on merged.project_id = t.project_id
    where t.project_id in (select unnest(${projectIds}::text[])
      union all select project_id from project_merge where into_id = any(${projectIds})) ${conditionsOf(conditions)}
    group by 1`);
