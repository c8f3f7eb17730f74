import { DataSet, ImportRun, Source } from '@corridor/facts';
import { Claim, Position, RelationDriver } from './claim.js';
import { CameoCode, Issue, NonStateActor } from './codes.js';
import { Event } from './event.js';
import { EventCoding } from './event-coding.js';
import { EventKey, EventMonth, EventScope, EventText, EventYear } from './event-key.js';
import { EventRevision } from './event-revision.js';
import { RelationDay, StaleRelationDay } from './relation-day.js';
import { Commitment, Statement } from './statement.js';
import { RollCall, Vote, VotingAgreement } from './vote.js';

/** Every table of this service. */
export const entities = [
  Source,
  DataSet,
  ImportRun,
  CameoCode,
  NonStateActor,
  Issue,
  Event,
  EventKey,
  EventCoding,
  EventScope,
  EventMonth,
  EventYear,
  EventText,
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
