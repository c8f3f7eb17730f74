import { readWindow, toConnection } from '@corridor/paging';
import { withMatches } from '@corridor/text-search';
import type { EventsContext } from '../context.js';
import { eventOrder } from '../orders.js';
import type { EventRow, EventDimension, EventScope } from '../rows.js';
import { defaultOrder, readEventFilter, type EventListArguments } from './event-filter.js';

const textsOf = ({ title, titles, summary }: EventRow) => ({
  title: [title, ...Object.values(titles)],
  summary,
});

/**
 * A parent's events. Page, counts and facets are each read only when asked, and then at once: charts ask for facets alone.
 */
export function loadEventConnection(
  { loaders }: EventsContext,
  scope: EventScope,
  parent: string,
  args: EventListArguments,
) {
  const filter = readEventFilter(args.filter);
  const order = args.orderBy ?? defaultOrder;
  const sort = eventOrder(order, scope, filter);
  const window = readWindow(args, sort);
  const count = async () => (await loaders.eventCounts({ scope, filter }).load(parent)) ?? 0;
  const groups = (args.filter?.facets ?? []).map((dimension): EventDimension[] => [dimension]);
  const page = async () => {
    const rows = (await loaders.eventPages({ scope, filter, order, window }).load(parent)) ?? [];
    return withMatches(toConnection(rows, window, sort, count), filter.words, textsOf);
  };
  const { totalCount, totalIsExact } = toConnection([], window, sort, count);
  return {
    totalCount,
    totalIsExact,
    nodes: async () => (await page()).nodes,
    edges: async () => (await page()).edges(),
    pageInfo: async () => (await page()).pageInfo,
    facets: async () =>
      groups.length ? ((await loaders.facets({ scope, filter, groups }).load(parent)) ?? []) : [],
  };
}
