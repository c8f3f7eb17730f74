import { toCountry } from '@corridor/country-codes';
import { inLanguage } from '@corridor/schema';
import type { EventsContext } from '../context.js';
import type { CodingRow, EventRow, ParticipantColumn, NonStateActor } from '../rows.js';
import { loadActor } from './actors.js';

function toLocation({ locationName, locationCountry, locationPrecision, latitude, longitude }: EventRow) {
  if (locationName === null) return null;
  const point =
    latitude === null || longitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] };
  const country = toCountry(locationCountry);
  return { name: locationName, country, point, precision: locationPrecision };
}

async function loadLinks({ relatedEvents }: EventRow, { loaders }: EventsContext) {
  const links = await Promise.all(
    relatedEvents.map(async ({ kind, event }) => ({ kind, event: await loaders.event.load(event) })),
  );
  return links.filter(({ event }) => event !== undefined);
}

async function loadRelations({ id }: EventRow, { loaders }: EventsContext) {
  const codings = (await loaders.codings.load(id)) ?? [];
  const ids = new Set(codings.flatMap(({ relation }) => relation ?? []));
  return [...ids].map((relation) => ({ __typename: 'BilateralRelation', id: relation }));
}

export const event = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: EventsContext) => loaders.event.load(id),
  title: (row: EventRow, { lang }: { readonly lang?: string | null }) =>
    inLanguage(row.titles, lang) ?? row.title,
  participants: ({ participants }: EventRow, { role }: { readonly role?: string | null }) =>
    role == null ? participants : participants.filter((participant) => participant.role === role),
  codings: ({ id }: EventRow, _: unknown, { loaders }: EventsContext) => loaders.codings.load(id),
  location: toLocation,
  casualties: ({ casualties }: EventRow) =>
    casualties.map((group) => ({ ...group, nationality: toCountry(group.nationality) })),
  statement: async ({ id }: EventRow, _: unknown, { loaders }: EventsContext) =>
    (await loaders.statementsOfEvent.load(id))?.[0],
  claims: ({ id }: EventRow, _: unknown, { loaders }: EventsContext) => loaders.claimsOfEvent.load(id),
  relatedProjects: ({ relatedProjects }: EventRow) =>
    relatedProjects.map((id) => ({ __typename: 'Project', id })),
  relatedEvents: (row: EventRow, _: unknown, context: EventsContext) => loadLinks(row, context),
  relations: (row: EventRow, _: unknown, context: EventsContext) => loadRelations(row, context),
  revisions: ({ id }: EventRow, _: unknown, { loaders }: EventsContext) => loaders.revisions.load(id),
};

export const participant = {
  actor: ({ actor }: ParticipantColumn, _: unknown, context: EventsContext) => loadActor(actor, context),
};

export const eventCoding = {
  source: ({ source }: CodingRow, _: unknown, context: EventsContext) => loadActor(source, context),
  target: ({ target }: CodingRow, _: unknown, context: EventsContext) => loadActor(target, context),
  cameo: ({ cameo, label }: CodingRow) => ({ code: cameo, label }),
};

export const nonStateActor = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: EventsContext) =>
    loaders.nonStateActor.load(id),
  basedIn: ({ basedIn }: NonStateActor) => basedIn.map((iso3) => toCountry(iso3)),
};
