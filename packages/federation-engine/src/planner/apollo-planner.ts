import { errorCauses, operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Planner, PlanRequest } from './planner.js';
import { translatePlanningError } from './planning-errors.js';
import { restoreRequiredFields } from './restore-required-fields.js';
import { rewriteSupergraph } from './rewrite-supergraph.js';
import { readSupergraphFacts } from './supergraph-facts.js';
import { findEmptyInterfaces, findUnplannedField } from './unplanned-fields.js';

/**
 * Where several subgraphs know the same fields the planner weighs the ways to fetch them, and their number doubles
 * with each level. Both bounds are an order of magnitude above what large dashboards need; without them one small
 * operation can hold a planner for half a minute.
 */
const plannerBounds = { maxEvaluatedPlans: 1_000, pathsLimit: 1_000 };

function buildSupergraph(supergraphSdl: string) {
  try {
    const { supergraph, required } = rewriteSupergraph(supergraphSdl);
    return { supergraph: Supergraph.build(supergraph, { validateSupergraph: true }), required };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reasons = errorCauses(error)?.map(({ message }) => message) ?? [error.message];
    throw new Error(`The supergraph is broken: ${reasons.join('; ')}`, { cause: error });
  }
}

/** As plain JSON: no members that are undefined, no parsed documents. */
const toJson = (plan: QueryPlan) =>
  JSON.parse(
    JSON.stringify(plan, (name, value: unknown) => (name === 'operationDocumentNode' ? undefined : value)),
  ) as QueryPlan;

/**
 * A planner over `@apollo/query-planner` in this very thread, which it holds for as long as it plans.
 *
 * @throws Error saying what is wrong with the supergraph
 */
export function createApolloPlanner(supergraphSdl: string): Planner {
  const { supergraph, required } = buildSupergraph(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const emptyInterfaces = findEmptyInterfaces(supergraph.schema);
  const queryPlanner = new QueryPlanner(supergraph, { debug: plannerBounds });

  const plan = async ({ document, operationName }: PlanRequest) => {
    try {
      const operation = operationFromDocument(apiSchema, parse(document), { operationName });
      const planned = queryPlanner.buildQueryPlan(operation);
      const unplanned = findUnplannedField(operation, planned, emptyInterfaces);
      if (unplanned !== undefined) throw new Error(`No subgraph can give ${unplanned}`);
      return toJson(restoreRequiredFields(planned, required));
    } catch (error) {
      throw translatePlanningError(error);
    }
  };
  return { facts: readSupergraphFacts(supergraph, apiSchema), plan, close: async () => {} };
}
