import type { SortOrder } from '@corridor/database';
import type { CursorOrder } from '@corridor/paging';
import type { EventFilter, EventOrder, EventRow, EventScope } from './rows.js';
import { listAlias, narrow } from './stores/choose-events.js';

/** How a scope's chosen events are ordered: those of a list by the list's own columns, whose index has that order. */
export function eventOrder(
  { field, direction }: EventOrder,
  scope: EventScope,
  filter: EventFilter,
): SortOrder & CursorOrder<EventRow> {
  const list = listAlias(narrow(scope, filter));
  const day = { expression: `${list}.sort_on`, type: 'date' } as const;
  const id = { expression: list === 'member' ? 'member.event_id' : 'event.id', type: 'text' } as const;
  const sorts = {
    WHEN: { columns: [], of: () => [] },
    RECORDED: {
      columns: [{ expression: 'event.recorded_at', type: 'timestamptz' }],
      of: (row: EventRow) => [row.recordedAt],
    },
    GOLDSTEIN: {
      columns: [{ expression: 'event.goldstein_order', type: 'integer' }],
      of: (row: EventRow) => [row.goldsteinOrder],
    },
  } as const;
  const { columns, of } = sorts[field];
  return {
    name: `${field}:${direction}`,
    columns: [...columns, day, id],
    direction,
    keyOf: (row) => [...of(row), row.sortOn, row.id],
  };
}
