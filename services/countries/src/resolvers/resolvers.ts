import { sourceOf } from '@corridor/facts';
import { scalars } from '@corridor/schema';
import { bilateralRelation } from './bilateral-relation.js';
import { border } from './border.js';
import { country } from './country.js';
import { doctrine } from './doctrine.js';
import { grouping, membership } from './grouping.js';
import { indicatorSeries, observation } from './indicator.js';
import { partnership, partnershipTier } from './partnership.js';
import { officeTerm, person } from './person.js';
import { query } from './query.js';

/** Resolvers of the fields that are not columns, by type. */
export const resolvers = {
  ...scalars,
  Query: query,
  Country: country,
  Border: border,
  Person: person,
  OfficeTerm: officeTerm,
  Grouping: grouping,
  Membership: membership,
  PartnershipTier: partnershipTier,
  Partnership: partnership,
  BilateralRelation: bilateralRelation,
  Doctrine: doctrine,
  IndicatorSeries: indicatorSeries,
  Observation: observation,
  Citation: { source: sourceOf },
};
