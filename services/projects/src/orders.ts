import type { SortOrder } from '@corridor/database';
import type { CursorOrder } from '@corridor/paging';
import type { ProjectRow, ProjectSort, ProjectTransaction } from './rows.js';

/** What projects can be sorted by: a column of their listing, and the same as a row has it. */
const sorts = {
  TITLE: { column: { expression: 'l.title_key', type: 'text' }, of: (row) => row.titleKey },
  START: { column: { expression: 'l.start_on', type: 'date' }, of: (row) => row.startOn },
  COMMITMENT: { column: { expression: 'l.commitment_usd', type: 'numeric' }, of: (row) => row.commitmentUsd },
  UPDATED: { column: { expression: 'l.updated_seconds', type: 'numeric' }, of: (row) => row.updatedSeconds },
} as const satisfies Record<
  ProjectSort,
  { readonly column: SortOrder['columns'][number]; readonly of: (row: ProjectRow) => string }
>;

/** An order of projects; the id decides between equals. */
export const projectOrder = (
  field: ProjectSort,
  direction: 'ASC' | 'DESC',
): SortOrder & CursorOrder<ProjectRow> => ({
  name: `${field}:${direction}`,
  columns: [sorts[field].column, { expression: 'l.project_id', type: 'text' }],
  direction,
  keyOf: (row) => [sorts[field].of(row), row.id],
});

/** The order of a project's transactions. */
export const transactionOrder: SortOrder & CursorOrder<ProjectTransaction> = {
  name: 'DATE:ASC',
  columns: [
    { expression: 't.date', type: 'date' },
    { expression: 't.id', type: 'text' },
  ],
  direction: 'ASC',
  keyOf: ({ date, id }) => [date, id],
};
