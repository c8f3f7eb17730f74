import { sourceOf } from '@corridor/facts';
import { scalars } from '@corridor/schema';
import { claim, issue, position, relationDriver } from './claim.js';
import { bilateralRelation, country, project } from './contributions.js';
import { event, eventCoding, nonStateActor, participant } from './event.js';
import { query } from './query.js';
import { commitment, quote, statement } from './statement.js';

/** Resolvers of the fields that are not columns, by type. */
export const resolvers = {
  ...scalars,
  Query: query,
  Event: event,
  Participant: participant,
  EventCoding: eventCoding,
  NonStateActor: nonStateActor,
  Statement: statement,
  Quote: quote,
  Commitment: commitment,
  Claim: claim,
  Issue: issue,
  Position: position,
  RelationDriver: relationDriver,
  Citation: { source: sourceOf },
  Country: country,
  Project: project,
  BilateralRelation: bilateralRelation,
};
