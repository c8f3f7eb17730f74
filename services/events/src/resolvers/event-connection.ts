import { readWindow, toConnection, type Connection } from '@corridor/paging';
import { withMatches } from '@corridor/text-search';
import type { EventsContext } from '../context.js';
import { eventOrder } from '../orders.js';
import type { Event, EventDimension, EventScope, FacetRow } from '../rows.js';
import { defaultOrder, readEventFilter, type EventListArguments } from './event-filter.js';

/** The page of a parent's events that the arguments ask for; its counts are read only when asked. */
export async function loadEventConnection(
  { loaders }: EventsContext,
  scope: EventScope,
  parent: string,
  args: EventListArguments,
): Promise<Connection<Event> & { readonly facets: () => Promise<readonly FacetRow[]> }> {
  const filter = readEventFilter(args.filter);
  const order = args.orderBy ?? defaultOrder;
  const sort = eventOrder(order, scope);
  const window = readWindow(args, sort);
  const rows = (await loaders.eventPages({ scope, filter, order, window }).load(parent)) ?? [];
  const connection = toConnection(
    rows,
    window,
    sort,
    async () => (await loaders.eventCounts({ scope, filter }).load(parent)) ?? 0,
  );
  const groups = (args.filter?.facets ?? []).map((dimension): EventDimension[] => [dimension]);
  return {
    ...withMatches(connection, filter.words, ({ title, titles, summary }) => ({
      title: [title, ...Object.values(titles)],
      summary,
    })),
    facets: async () =>
      groups.length ? ((await loaders.facets({ scope, filter, groups }).load(parent)) ?? []) : [],
  };
}
