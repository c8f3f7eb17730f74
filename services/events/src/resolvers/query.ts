import { readCountry } from '@corridor/country-codes';
import { readFirst } from '@corridor/paging';
import { badInput, readDays, readText, type Given } from '@corridor/schema';
import { readWords } from '@corridor/text-search';
import type { EventsContext } from '../context.js';
import type { EventDimension } from '../rows.js';
import { readActor } from './arguments.js';
import { loadEventConnection } from './event-connection.js';
import { readEventFilter, type EventFilterInput, type EventListArguments } from './event-filter.js';

const everybody = '';
const mostDimensions = 3;

interface StatementArguments {
  readonly issuers?: Given<readonly string[]>;
  readonly on?: Given<string>;
  readonly first?: Given<number>;
}

interface ClaimArguments {
  readonly text?: Given<string>;
  readonly claimant?: Given<string>;
  readonly first?: Given<number>;
}

interface FacetArguments {
  readonly filter?: Given<EventFilterInput>;
  readonly groupBy: readonly EventDimension[];
}

function loadFacets({ filter, groupBy }: FacetArguments, { loaders }: EventsContext) {
  if (groupBy.length === 0 || groupBy.length > mostDimensions || new Set(groupBy).size < groupBy.length)
    throw badInput('groupBy', `expected one to ${mostDimensions} different dimensions`);
  const query = { scope: 'world' as const, filter: readEventFilter(filter), groups: [groupBy] };
  return loaders.facets(query).load(everybody);
}

export const query = {
  event: (_: unknown, { id }: { readonly id: string }, { loaders }: EventsContext) =>
    loaders.event.load(readText('id', id)),
  events: (_: unknown, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'world', everybody, args),
  statement: (_: unknown, { id }: { readonly id: string }, { loaders }: EventsContext) =>
    loaders.statement.load(readText('id', id)),
  statements: (_: unknown, { issuers, on, first }: StatementArguments, { stores }: EventsContext) =>
    stores.listStatements({
      issuers: issuers?.map((code) => readCountry('issuers', code)),
      days: readDays('on', on),
      first: readFirst(first),
    }),
  claims: (_: unknown, { text, claimant, first }: ClaimArguments, { stores }: EventsContext) =>
    stores.listClaims({
      words: readWords('text', text),
      claimant: claimant == null ? undefined : readActor('claimant', claimant),
      first: readFirst(first),
    }),
  eventFacets: (_: unknown, args: FacetArguments, context: EventsContext) => loadFacets(args, context),
};
