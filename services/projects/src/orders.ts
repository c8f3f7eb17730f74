import type { SortOrder } from '@corridor/database';
import type { CursorOrder } from '@corridor/paging';
import type { ProjectRow, ProjectSort, ProjectTransaction } from './rows.js';

/** What projects can be sorted by: a column of their listing, and the same as a row has it. */
const sorts = {
  RELEVANCE: { column: { expression: 'found.relevance', type: 'numeric' }, of: (row) => row.relevance },
  TITLE: { column: { expression: 'l.title_key', type: 'text' }, of: (row) => row.titleKey },
  START: { column: { expression: 'l.start_on', type: 'date' }, of: (row) => row.startOn },
  COMMITMENT: { column: { expression: 'l.commitment_usd', type: 'numeric' }, of: (row) => row.commitmentUsd },
  UPDATED: { column: { expression: 'l.updated_seconds', type: 'numeric' }, of: (row) => row.updatedSeconds },
} as const satisfies Record<
  ProjectSort,
  { readonly column: SortOrder['columns'][number]; readonly of: (row: ProjectRow) => string }
>;

const sortsOf = (field: ProjectSort) =>
  field === 'RELEVANCE' ? [sorts.RELEVANCE, sorts.COMMITMENT] : [sorts[field]];

/** An order of projects; the commitment decides between those that fit a search equally, then the id. */
export const projectOrder = (
  field: ProjectSort,
  direction: 'ASC' | 'DESC',
): SortOrder & CursorOrder<ProjectRow> => ({
  name: `${field}:${direction}`,
  columns: [...sortsOf(field).map(({ column }) => column), { expression: 'l.project_id', type: 'text' }],
  direction,
  keyOf: (row) => [...sortsOf(field).map(({ of }) => of(row)), row.id],
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
