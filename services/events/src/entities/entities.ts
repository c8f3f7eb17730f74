import { DataSet, Source } from '@corridor/facts';
import { Claim, Position, RelationDriver } from './claim.js';
import { CameoCode, Issue, NonStateActor } from './codes.js';
import { EventCoding, EventCountry, EventParticipant, EventRevision } from './event-parts.js';
import { Event } from './event.js';
import { RelationDay, StaleRelationDay } from './relation-day.js';
import { Commitment, Statement } from './statement.js';
import { RollCall, Vote, VotingAgreement } from './vote.js';

/** Every table of this service. */
export const entities = [
  Source,
  DataSet,
  CameoCode,
  NonStateActor,
  Issue,
  Event,
  EventParticipant,
  EventCoding,
  EventCountry,
  EventRevision,
  RelationDay,
  StaleRelationDay,
  Statement,
  Commitment,
  Claim,
  Position,
  RelationDriver,
  RollCall,
  Vote,
  VotingAgreement,
] as const;
