/** What stores take and return, for the resolvers, whose parent objects are rows but who know no tables. */
export type { BilateralRelation } from './entities/bilateral-relation.js';
export type { Border } from './entities/border.js';
export type { Country } from './entities/country.js';
export type { Doctrine } from './entities/doctrine.js';
export type { Grouping } from './entities/grouping.js';
export type { Indicator } from './entities/indicator.js';
export type { Membership } from './entities/membership.js';
export type { Observation } from './entities/observation.js';
export type { OfficeTerm } from './entities/office-term.js';
export type { Partnership } from './entities/partnership.js';
export type { PartnershipTier } from './entities/partnership-tier.js';
export type { Person } from './entities/person.js';
export type { SeriesConditions } from './stores/observations.js';
export type { RankedPartnership } from './stores/partnerships.js';
export type { RelationConditions } from './stores/relations.js';
