import { scalars } from '@corridor/schema';
import { countryResolvers } from './country.js';
import { factResolvers } from './facts.js';
import { financeResolvers } from './finance.js';
import { moneyResolvers } from './money.js';
import { organisationResolvers } from './organisation.js';
import { projectPartResolvers } from './project-parts.js';
import { projectResolvers } from './project.js';
import { queryResolvers } from './query.js';

/** What of the schema is not a column. */
export const resolvers = {
  ...scalars,
  ...queryResolvers,
  ...projectResolvers,
  ...projectPartResolvers,
  ...organisationResolvers,
  ...countryResolvers,
  ...financeResolvers,
  ...moneyResolvers,
  ...factResolvers,
};
