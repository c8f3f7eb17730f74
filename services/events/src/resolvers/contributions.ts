import { badInput } from '@corridor/schema';
import { readWindow } from '@corridor/paging';
import type { EventsContext } from '../context.js';
import {
  readActor,
  readCountry,
  readDaysBetween,
  readOptionalText,
  readText,
  type Optional,
} from './arguments.js';
import { loadEventConnection } from './event-connection.js';
import type { EventListArguments } from './event-filter.js';
import { loadTemperature, type TemperatureArguments } from './temperature.js';

interface First {
  readonly first?: Optional<number>;
}

/** How many items a list without cursors may have. */
export const readFirst = (args: First): number => readWindow(args, '', 0).first;

/** Fields on another service's country. */
export const Country = {
  __resolveReference: (country: { readonly iso3: string }) => ({
    ...country,
    iso3: readText('iso3', country.iso3),
  }),
  events: ({ iso3 }: { iso3: string }, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'country', iso3, args),
  positions: (
    { iso3 }: { iso3: string },
    { issue, of }: { readonly issue?: Optional<string>; readonly of?: Optional<string> },
    { loaders }: EventsContext,
  ) => {
    const args = {
      issue: readOptionalText('issue', issue),
      of: of == null ? undefined : readCountry('of', of),
    };
    return loaders.positionsOfCountry(args).load(iso3);
  },
  claims: (
    { iso3 }: { iso3: string },
    { about, ...args }: First & { readonly about?: Optional<string> },
    { loaders }: EventsContext,
  ) =>
    loaders
      .claimsOfCountry({
        about: about == null ? undefined : readActor('about', about),
        first: readFirst(args),
      })
      .load(iso3),
};

interface ById {
  readonly id: string;
}

const withCheckedId = (reference: ById) => ({ ...reference, id: readText('id', reference.id) });

/** Fields on another service's project. */
export const Project = {
  __resolveReference: withCheckedId,
  events: ({ id }: ById, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'project', id, args),
  securityIncidents: (
    { id }: ById,
    args: First & { readonly from?: Optional<string>; readonly to?: Optional<string> },
    { loaders }: EventsContext,
  ) => loaders.incidents({ days: readDaysBetween(args), first: readFirst(args) }).load(id),
  commitments: ({ id }: ById, _: unknown, { loaders }: EventsContext) =>
    loaders.commitmentsOfProject.load(id),
};

interface Years {
  readonly from?: Optional<number>;
  readonly to?: Optional<number>;
}

async function loadVotingAgreement({ id }: ById, { from, to }: Years, { loaders }: EventsContext) {
  if (from != null && to != null && from > to) throw badInput('from', `${from} is after ${to}`);
  const years = (await loaders.votingAgreement({ from: from ?? null, to: to ?? null }).load(id)) ?? [];
  return years.map((year) => ({ ...year, agreement: year.sameVotes / year.sharedRollCalls }));
}

/** Fields on another service's relation. */
export const BilateralRelation = {
  __resolveReference: withCheckedId,
  events: ({ id }: ById, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'relation', id, args),
  statements: ({ id }: ById, args: First, { loaders }: EventsContext) =>
    loaders.statementsOfRelation({ first: readFirst(args) }).load(id),
  positions: ({ id }: ById, { issue }: { readonly issue?: Optional<string> }, { loaders }: EventsContext) =>
    loaders.positionsOfRelation({ issue: readOptionalText('issue', issue) }).load(id),
  drivers: ({ id }: ById, { kind }: { readonly kind?: Optional<string> }, { loaders }: EventsContext) =>
    loaders.drivers({ kind: kind ?? undefined }).load(id),
  claims: ({ id }: ById, args: First, { loaders }: EventsContext) =>
    loaders.claimsOfRelation({ first: readFirst(args) }).load(id),
  temperature: ({ id }: ById, args: TemperatureArguments, context: EventsContext) =>
    loadTemperature(id, args, context),
  votingAgreement: loadVotingAgreement,
};
