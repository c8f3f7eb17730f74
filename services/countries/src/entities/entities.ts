import { DataSet, ImportRun, Source } from '@corridor/facts';
import { BilateralRelation } from './bilateral-relation.js';
import { Border } from './border.js';
import { Country } from './country.js';
import { Doctrine } from './doctrine.js';
import { Grouping } from './grouping.js';
import { Indicator } from './indicator.js';
import { Membership } from './membership.js';
import { Observation } from './observation.js';
import { OfficeTerm } from './office-term.js';
import { Partnership } from './partnership.js';
import { PartnershipTier } from './partnership-tier.js';
import { Person } from './person.js';

/** Every table of this service. */
export const entities = [
  Source,
  DataSet,
  ImportRun,
  Country,
  Border,
  Person,
  OfficeTerm,
  Grouping,
  Membership,
  PartnershipTier,
  Partnership,
  BilateralRelation,
  Doctrine,
  Indicator,
  Observation,
] as const;
