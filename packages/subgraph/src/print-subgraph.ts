import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import type { Service } from './service.js';

/** The service's schema as composition reads it, directives included. */
export const printSubgraph = ({ typeDefs }: Pick<Service, 'typeDefs'>): string =>
  printSubgraphSchema(buildSubgraphSchema([{ typeDefs }]));
