import { isIso3, toCountry } from '@corridor/country-codes';
import type { EventsContext } from '../context.js';

const typeOfPrefix: Readonly<Record<string, string>> = {
  person: 'Person',
  org: 'Organisation',
  grouping: 'Grouping',
};

/** The actor behind an id; null for nobody and for what this graph does not know. */
export async function loadActor(id: string | null | undefined, { loaders }: EventsContext) {
  if (!id) return null;
  if (isIso3(id)) return toCountry(id);
  const [prefix = ''] = id.split(':');
  const type = typeOfPrefix[prefix];
  if (type) return { __typename: type, id };
  const actor = await loaders.nonStateActor.load(id);
  return actor ? { __typename: 'NonStateActor', ...actor } : null;
}

/** The events behind ids, in their order. */
export async function loadEvents(ids: readonly string[], { loaders }: EventsContext) {
  const events = await Promise.all(ids.map((id) => loaders.event.load(id)));
  return events.filter((event) => event !== undefined);
}
