import type { EventsContext } from '../context.js';
import type { Loaders } from '../loaders.js';
import { inLanguage, loadActor, loadEvents, toCountry, toOptionalCountry } from './actors.js';

type Rows<Loader extends { load: (key: string) => Promise<unknown> }> = NonNullable<
  Awaited<ReturnType<Loader['load']>>
>;
type ClaimRow = Rows<ReturnType<Loaders['claimsOfRelation']>> extends readonly (infer Row)[] ? Row : never;
type PositionRow =
  Rows<ReturnType<Loaders['positionsOfCountry']>> extends readonly (infer Row)[] ? Row : never;
type DriverRow = Rows<ReturnType<Loaders['drivers']>> extends readonly (infer Row)[] ? Row : never;
type IssueRow = Rows<Loaders['issueById']>;

export const Claim = {
  claimant: ({ claimant }: ClaimRow, _: unknown, context: EventsContext) => loadActor(claimant, context),
  about: async ({ about }: ClaimRow, _: unknown, context: EventsContext) => {
    const actors = await Promise.all(about.map((actor) => loadActor(actor, context)));
    return actors.filter((actor) => actor !== null);
  },
  counterClaims: ({ id }: ClaimRow, _: unknown, { loaders }: EventsContext) => loaders.counterClaims.load(id),
};

export const Issue = {
  name: ({ name, names }: IssueRow, { lang }: { readonly lang?: string | null }) =>
    inLanguage(name, names, lang),
};

export const Position = {
  issue: ({ issue }: PositionRow, _: unknown, { loaders }: EventsContext) => loaders.issueById.load(issue),
  holder: ({ holder }: PositionRow) => toCountry(holder),
  of: ({ of }: PositionRow) => toOptionalCountry(of),
};

export const RelationDriver = {
  events: ({ events }: DriverRow, _: unknown, context: EventsContext) => loadEvents(events, context),
  projects: ({ projects }: DriverRow) => projects.map((id) => ({ __typename: 'Project', id })),
  affects: ({ affects }: DriverRow) => affects.map((id) => ({ __typename: 'BilateralRelation', id })),
};

/** Every type with citations keeps the source's id; its row is loaded only when asked. */
export const Citation = {
  source: ({ sourceId }: { readonly sourceId: string }, _: unknown, { loaders }: EventsContext) =>
    loaders.sourceById.load(sourceId),
};
