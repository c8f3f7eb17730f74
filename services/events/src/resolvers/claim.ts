import { toCountry } from '@corridor/country-codes';
import { inLanguage } from '@corridor/schema';
import type { EventsContext } from '../context.js';
import type { Claim, Issue, Position, RelationDriver } from '../rows.js';
import { loadActor, loadEvents } from './actors.js';

export const claim = {
  claimant: ({ claimant }: Claim, _: unknown, context: EventsContext) => loadActor(claimant, context),
  about: async ({ about }: Claim, _: unknown, context: EventsContext) => {
    const actors = await Promise.all(about.map((actor) => loadActor(actor, context)));
    return actors.filter((actor) => actor !== null);
  },
  counterClaims: ({ id }: Claim, _: unknown, { loaders }: EventsContext) => loaders.counterClaims.load(id),
};

export const issue = {
  name: ({ name, names }: Issue, { lang }: { readonly lang?: string | null }) =>
    inLanguage(names, lang) ?? name,
};

export const position = {
  issue: ({ issue }: Position, _: unknown, { loaders }: EventsContext) => loaders.issue.load(issue),
  holder: ({ holder }: Position) => toCountry(holder),
  of: ({ of }: Position) => toCountry(of),
};

export const relationDriver = {
  events: ({ events }: RelationDriver, _: unknown, context: EventsContext) => loadEvents(events, context),
  projects: ({ projects }: RelationDriver) => projects.map((id) => ({ __typename: 'Project', id })),
  affects: ({ affects }: RelationDriver) => affects.map((id) => ({ __typename: 'BilateralRelation', id })),
};
