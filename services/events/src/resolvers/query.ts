import { badInput } from '@corridor/schema';
import type { EventsContext } from '../context.js';
import type { EventDimension } from '../event-filter.js';
import { readActor, readCountry, readDays, readText, type Optional } from './arguments.js';
import { readFirst } from './contributions.js';
import { loadEventConnection } from './event-connection.js';
import {
  readEventFilter,
  readSearch,
  type EventFilterInput,
  type EventListArguments,
} from './event-filter.js';

const everybody = '';
const mostDimensions = 3;

interface StatementArguments {
  readonly issuers?: Optional<readonly string[]>;
  readonly on?: Optional<string>;
  readonly first?: Optional<number>;
}

interface ClaimArguments {
  readonly text?: Optional<string>;
  readonly claimant?: Optional<string>;
  readonly first?: Optional<number>;
}

interface FacetArguments {
  readonly filter?: Optional<EventFilterInput>;
  readonly groupBy: readonly EventDimension[];
}

function loadFacets({ filter, groupBy }: FacetArguments, { loaders }: EventsContext) {
  if (groupBy.length === 0 || groupBy.length > mostDimensions || new Set(groupBy).size < groupBy.length)
    throw badInput('groupBy', `expected one to ${mostDimensions} different dimensions`);
  const query = { scope: 'world' as const, filter: readEventFilter(filter), groups: [groupBy] };
  return loaders.facets(query).load(everybody);
}

export const Query = {
  event: (_: unknown, { id }: { readonly id: string }, { loaders }: EventsContext) =>
    loaders.eventById.load(readText('id', id)),
  events: (_: unknown, args: EventListArguments, context: EventsContext) =>
    loadEventConnection(context, 'world', everybody, args),
  statement: (_: unknown, { id }: { readonly id: string }, { loaders }: EventsContext) =>
    loaders.statementById.load(readText('id', id)),
  statements: (_: unknown, { issuers, on, ...args }: StatementArguments, context: EventsContext) =>
    context.listStatements({
      issuers: issuers?.map((code) => readCountry('issuers', code)),
      days: on == null ? {} : readDays('on', on),
      first: readFirst(args),
    }),
  claims: (_: unknown, { text, claimant, ...args }: ClaimArguments, context: EventsContext) =>
    context.listClaims({
      text: readSearch('text', text),
      claimant: claimant == null ? undefined : readActor('claimant', claimant),
      first: readFirst(args),
    }),
  eventFacets: (_: unknown, args: FacetArguments, context: EventsContext) => loadFacets(args, context),
};
