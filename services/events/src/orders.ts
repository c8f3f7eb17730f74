import type { SortOrder } from '@corridor/database';
import type { CursorOrder } from '@corridor/paging';
import type { EventRow, EventOrder, EventScope } from './rows.js';

/** How a scope's events are ordered. A country's and a relation's come from `event_country` in its index's order. */
export function eventOrder(
  { field, direction }: EventOrder,
  scope: EventScope,
): SortOrder & CursorOrder<EventRow> {
  const isMember = scope === 'country' || scope === 'relation';
  const sorts = {
    WHEN: {
      column: { expression: isMember ? 'member.sort_on' : 'event.sort_on', type: 'date' },
      of: (row: EventRow) => row.sortOn,
    },
    RECORDED: {
      column: { expression: 'event.recorded_at', type: 'timestamptz' },
      of: (row: EventRow) => row.recordedAt,
    },
    GOLDSTEIN: {
      column: { expression: 'event.goldstein_order', type: 'numeric' },
      of: (row: EventRow) => row.goldsteinOrder,
    },
  } as const;
  const { column, of } = sorts[field];
  return {
    name: `${field}:${direction}`,
    columns: [column, { expression: isMember ? 'member.event_id' : 'event.id', type: 'text' }],
    direction,
    keyOf: (row) => [of(row), row.id],
  };
}
