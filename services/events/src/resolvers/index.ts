import { scalars } from '@corridor/schema';
import { Citation, Claim, Issue, Position, RelationDriver } from './claim.js';
import { BilateralRelation, Country, Project } from './contributions.js';
import { Event, EventCoding, NonStateActor, Participant } from './event.js';
import { Query } from './query.js';
import { Commitment, Quote, Statement } from './statement.js';

/** Resolvers of the fields that are not columns. */
export const resolvers = {
  ...scalars,
  Query,
  Event,
  Participant,
  EventCoding,
  NonStateActor,
  Statement,
  Quote,
  Commitment,
  Claim,
  Issue,
  Position,
  RelationDriver,
  Citation,
  Country,
  Project,
  BilateralRelation,
};
