/** What stores take and return, for the resolvers, whose parent objects are rows but who know no tables. */
export type { Claim, Position, RelationDriver } from './entities/claim.js';
export type { Issue, NonStateActor } from './entities/codes.js';
export type { EventLinkColumn, ParticipantColumn } from './entities/event.js';
export type { Commitment, QuoteColumn, Statement } from './entities/statement.js';
export type { EventDimension, EventFilter, EventOrder, EventScope } from './stores/event-filter.js';
export type { CodingRow, EventRow } from './stores/events.js';
export type { Scale, TemperatureSpan } from './stores/relations.js';
export type { FacetRow } from './stores/facets.js';
