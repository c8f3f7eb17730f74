import { sourceOf } from '@corridor/facts';
import { scalars } from '@corridor/schema';
import { bilateralRelation, country } from './contributions.js';
import { financeFlow, financeRow } from './finance.js';
import { convertedMoney, money } from './money.js';
import { organisation, sector } from './organisation.js';
import {
  amountEstimate,
  budget,
  fundingAction,
  participation,
  projectLocation,
  projectPhase,
  projectSource,
  publisherValue,
  recipientShare,
  sectorShare,
  transaction,
} from './project-parts.js';
import { project } from './project.js';
import { query } from './query.js';

/** Resolvers of the fields that are not columns, by type. */
export const resolvers = {
  ...scalars,
  Query: query,
  Project: project,
  RecipientShare: recipientShare,
  Participation: participation,
  SectorShare: sectorShare,
  ProjectPhase: projectPhase,
  ProjectLocation: projectLocation,
  ProjectSource: projectSource,
  PublisherValue: publisherValue,
  Budget: budget,
  Transaction: transaction,
  FundingAction: fundingAction,
  AmountEstimate: amountEstimate,
  Organisation: organisation,
  Sector: sector,
  FinanceRow: financeRow,
  FinanceFlow: financeFlow,
  Money: money,
  ConvertedMoney: convertedMoney,
  Citation: { source: sourceOf },
  Country: country,
  BilateralRelation: bilateralRelation,
};
