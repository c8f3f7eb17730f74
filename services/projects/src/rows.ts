/** What stores take and return, for the resolvers, whose parent objects are rows but who know no tables. */
export type { AmountEstimate, Budget, FundingAction, ProjectTransaction } from './entities/money.js';
export type { Organisation } from './entities/organisation.js';
export type { Participation, ProjectRecipient } from './entities/parties.js';
export type { ProjectLocation, ProjectPhase, ProjectSector } from './entities/places-and-sectors.js';
export type { PublisherValueColumn } from './entities/project-source.js';
export type { Sector } from './entities/sector.js';
export type { Dimension, FinanceSumRow } from './stores/finance.js';
export type { ProjectSourceRow as ProjectSource } from './stores/project-parts.js';
export type { ProjectConditions } from './stores/project-filter.js';
export type { ProjectPage, ProjectParent, ProjectRow, ProjectSort } from './stores/projects.js';
