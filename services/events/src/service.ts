import { DataSet, Source } from '@corridor/facts';
import { readTypeDefs } from '@corridor/schema';
import type { Service } from '@corridor/subgraph';
import { createContext, type EventsContext } from './context.js';
import { Claim, Position, RelationDriver } from './entities/claim.js';
import { CameoCode, Issue, NonStateActor } from './entities/codes.js';
import { EventCoding, EventCountry, EventParticipant, EventRevision } from './entities/event-parts.js';
import { Event } from './entities/event.js';
import { Commitment, Statement } from './entities/statement.js';
import { RollCall, Vote, VotingAgreement } from './entities/vote.js';
import { loadEvents } from './load.js';
import { CreateEvents1796000000000 } from './migrations/1796000000000-create-events.js';
import { resolvers } from './resolvers/index.js';

/** The events subgraph: what happened, what is said about it, and how warm relations are. */
export const events: Service<EventsContext> = {
  name: 'events',
  typeDefs: readTypeDefs(new URL('../schema.graphql', import.meta.url)),
  resolvers,
  entities: [
    ...[Source, DataSet, CameoCode, NonStateActor, Issue],
    ...[Event, EventParticipant, EventCoding, EventCountry, EventRevision],
    ...[Statement, Commitment, Claim, Position, RelationDriver],
    ...[RollCall, Vote, VotingAgreement],
  ],
  migrations: [CreateEvents1796000000000],
  load: loadEvents,
  createContext,
};
