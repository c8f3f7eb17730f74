import { readWindow, toConnection, type Connection, type SortKey } from '@corridor/paging';
import type { EventsContext } from '../context.js';
import type { EventDimension, EventFilter, EventOrder, EventScope } from '../event-filter.js';
import { findFragment } from '../fold-text.js';
import type { Loaders } from '../loaders.js';
import { defaultOrder, readEventFilter, type EventListArguments } from './event-filter.js';

type EventRow = NonNullable<Awaited<ReturnType<Loaders['eventById']['load']>>>;
type FacetRow = NonNullable<Awaited<ReturnType<ReturnType<Loaders['facets']>['load']>>>[number];

/** What an event is sorted by, besides its id. */
const sortValue: Readonly<Record<EventOrder['field'], (row: EventRow) => SortKey[number]>> = {
  WHEN: (row) => row.sortOn,
  RECORDED: (row) => row.recordedAt,
  GOLDSTEIN: (row) => row.goldsteinOrder,
};

function matchesOf(row: EventRow, { text }: EventFilter) {
  if (text === undefined) return [];
  const fields: readonly (readonly [string, readonly string[]])[] = [
    ['title', [row.title, ...Object.values(row.titles)]],
    ['summary', row.summary === null ? [] : [row.summary]],
  ];
  return fields.flatMap(([field, texts]) => {
    const fragments = texts.flatMap((one) => findFragment(one, text) ?? []);
    return fragments.length ? [{ field, fragments }] : [];
  });
}

/** The page of a parent's events that the arguments ask for; its counts are read only when asked. */
export async function loadEventConnection(
  { loaders }: EventsContext,
  scope: EventScope,
  parent: string,
  args: EventListArguments,
): Promise<Connection<EventRow> & { readonly facets: () => Promise<readonly FacetRow[]> }> {
  const filter = readEventFilter(args.filter);
  const order = args.orderBy ?? defaultOrder;
  const name = `${order.field}:${order.direction}`;
  const window = readWindow(args, name, 2);
  const rows = (await loaders.eventPages({ scope, filter, order, ...window }).load(parent)) ?? [];
  const connection = toConnection(rows, window, {
    order: name,
    keyOf: (row: EventRow) => [sortValue[order.field](row), row.id],
    count: async () =>
      (await loaders.eventCounts({ scope, filter }).load(parent)) ?? { total: 0, exact: true },
  });
  const groups = (args.filter?.facets ?? []).map((dimension): EventDimension[] => [dimension]);
  return {
    ...connection,
    edges: connection.edges.map((edge) => ({ ...edge, matches: () => matchesOf(edge.node, filter) })),
    facets: async () =>
      groups.length ? ((await loaders.facets({ scope, filter, groups }).load(parent)) ?? []) : [],
  };
}
