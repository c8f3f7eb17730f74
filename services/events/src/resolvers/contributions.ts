import { readCountry } from '@corridor/country-codes';
import { readFirst } from '@corridor/paging';
import { checkOrder, readDaysBetween, readText, type Given } from '@corridor/schema';
import type { EventsContext } from '../context.js';
import { readActor } from './arguments.js';
import { loadEventConnection } from './event-connection.js';
import type { EventListArguments } from './event-filter.js';
import { loadTemperature, type TemperatureArguments } from './temperature.js';

interface First {
  readonly first?: Given<number>;
}

/** Fields on another service's country. */
export const country = {
  events: ({ iso3 }: { iso3: string }, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'country', iso3, args),
  positions: (
    { iso3 }: { iso3: string },
    { issue, of }: { readonly issue?: Given<string>; readonly of?: Given<string> },
    { loaders }: EventsContext,
  ) => {
    const args = {
      issue: readText('issue', issue),
      of: of == null ? undefined : readCountry('of', of),
    };
    return loaders.positionsOfCountry(args).load(iso3);
  },
  claims: (
    { iso3 }: { iso3: string },
    { about, ...args }: First & { readonly about?: Given<string> },
    { loaders }: EventsContext,
  ) =>
    loaders
      .claimsOfCountry({
        about: about == null ? undefined : readActor('about', about),
        first: readFirst(args.first),
      })
      .load(iso3),
};

interface ById {
  readonly id: string;
}

/** Fields on another service's project. */
export const project = {
  events: ({ id }: ById, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'project', id, args),
  securityIncidents: (
    { id }: ById,
    args: First & { readonly from?: Given<string>; readonly to?: Given<string> },
    { loaders }: EventsContext,
  ) => loaders.incidents({ days: readDaysBetween(args), first: readFirst(args.first) }).load(id),
  commitments: ({ id }: ById, _: unknown, { loaders }: EventsContext) =>
    loaders.commitmentsOfProject.load(id),
};

interface Years {
  readonly from?: Given<number>;
  readonly to?: Given<number>;
}

async function loadVotingAgreement({ id }: ById, { from, to }: Years, { loaders }: EventsContext) {
  checkOrder('from', from, to);
  const years = (await loaders.votingAgreement({ from: from ?? null, to: to ?? null }).load(id)) ?? [];
  return years.map((year) => ({ ...year, agreement: year.sameVotes / year.sharedRollCalls }));
}

/** Fields on another service's relation. */
export const bilateralRelation = {
  events: ({ id }: ById, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'relation', id, args),
  statements: ({ id }: ById, args: First, { loaders }: EventsContext) =>
    loaders.statementsOfRelation({ first: readFirst(args.first) }).load(id),
  positions: ({ id }: ById, { issue }: { readonly issue?: Given<string> }, { loaders }: EventsContext) =>
    loaders.positionsOfRelation({ issue: readText('issue', issue) }).load(id),
  drivers: ({ id }: ById, { kind }: { readonly kind?: Given<string> }, { loaders }: EventsContext) =>
    loaders.drivers({ kind: kind ?? undefined }).load(id),
  claims: ({ id }: ById, args: First, { loaders }: EventsContext) =>
    loaders.claimsOfRelation({ first: readFirst(args.first) }).load(id),
  temperature: ({ id }: ById, args: TemperatureArguments, context: EventsContext) =>
    loadTemperature(id, args, context),
  votingAgreement: loadVotingAgreement,
};
