import { DataSet, ImportRun, Source } from '@corridor/facts';
import { AmountEstimate, Budget, FundingAction, ProjectTransaction } from './money.js';
import { Organisation } from './organisation.js';
import { Participation, ProjectRecipient } from './parties.js';
import { ProjectLocation, ProjectPhase, ProjectSector } from './places-and-sectors.js';
import { Project } from './project.js';
import { ProjectIdentity, ProjectMerge, ProjectRecord, ProjectRevision } from './project-records.js';
import { ProjectSource } from './project-source.js';
import { MoneyPart, ProjectListing } from './rollups.js';
import { Sector } from './sector.js';
import { ExchangeRate, PriceLevel } from './series.js';

/** Every table of this service. */
export const entities = [
  DataSet,
  ImportRun,
  Source,
  Organisation,
  Sector,
  Project,
  ProjectRecord,
  ProjectRevision,
  ProjectMerge,
  ProjectIdentity,
  ProjectRecipient,
  Participation,
  ProjectSector,
  ProjectPhase,
  ProjectLocation,
  ProjectSource,
  Budget,
  ProjectTransaction,
  FundingAction,
  AmountEstimate,
  ExchangeRate,
  PriceLevel,
  ProjectListing,
  MoneyPart,
];
