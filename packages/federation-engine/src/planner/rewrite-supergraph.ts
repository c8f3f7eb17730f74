import { parse } from 'graphql';
import { putResolvableKeysFirst } from './rewrite-key-order.js';
import { separateRequiredFields, type RewrittenSupergraph } from './rewrite-required-fields.js';

/**
 * A supergraph as the planner plans it rightly, see docs/decisions. Clients' schema is the same.
 * @throws GraphQLError when it is not GraphQL
 */
export const rewriteSupergraph = (supergraphSdl: string): RewrittenSupergraph =>
  separateRequiredFields(putResolvableKeysFirst(parse(supergraphSdl, { noLocation: true })));
