import executeQueryPlanModule from '@apollo/gateway/dist/executeQueryPlan.js';
import resultShaping from '@apollo/gateway/dist/resultShaping.js';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, FragmentDefinitionNode, GraphQLError } from 'graphql';
import { Kind } from 'graphql';
import type { ComposedSupergraph } from './composed-supergraph.js';
import type { Services } from './services.js';
import { Turns } from './turns.js';

/** What the stock executor made of one case. */
export interface StockResult {
  readonly data?: Record<string, unknown> | null;
  /** Errors of subgraphs, or the one error for which it gave up shaping the answer. */
  readonly errors: readonly GraphQLError[];
  readonly completionErrors: readonly GraphQLError[];
  /** Set when it threw instead of answering. */
  readonly thrown?: Error;
  /** All that the fetches brought, merged, before the answer is shaped; undefined when it did not get so far. */
  readonly merged: Record<string, unknown> | undefined;
}

interface Shaping {
  computeResponse(parameters: { readonly input: Record<string, unknown> }): unknown;
}

let lastMerged: Record<string, unknown> | undefined;
const shaping = resultShaping as unknown as Shaping;
const { computeResponse } = shaping;
shaping.computeResponse = (parameters) => {
  lastMerged = parameters.input;
  return computeResponse(parameters);
};

export interface Execution {
  readonly document: DocumentNode;
  readonly plan: QueryPlan;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly services: Services;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Runs a plan as `@apollo/gateway` does. */
export async function executeWithStock(
  supergraph: ComposedSupergraph,
  { document, plan, variables, services }: Execution,
): Promise<StockResult> {
  const turns = new Turns();
  const serviceMap = Object.fromEntries(
    [...supergraph.services.keys()].map((name) => [name, dataSource(name, services, turns)]),
  );
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const operationContext = {
    schema: supergraph.apiSchema,
    operation: document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION),
    fragments: Object.assign(
      Object.create(null) as Record<string, FragmentDefinitionNode>,
      Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    ),
  };
  const requestContext = { request: { variables }, metrics: {}, logger: silent, context: {} };
  lastMerged = undefined;
  try {
    const result = await turns.finish(
      executeQueryPlanModule.executeQueryPlan(
        plan,
        serviceMap,
        requestContext as unknown as Parameters<typeof executeQueryPlanModule.executeQueryPlan>[2],
        operationContext as Parameters<typeof executeQueryPlanModule.executeQueryPlan>[3],
        supergraph.fullSchema,
        supergraph.api,
      ),
    );
    const completionErrors = (result.extensions?.['valueCompletion'] ?? []) as readonly GraphQLError[];
    return { data: result.data, errors: result.errors ?? [], completionErrors, merged: lastMerged };
  } catch (error) {
    return { errors: [], completionErrors: [], thrown: error as Error, merged: lastMerged };
  }
}

function dataSource(name: string, services: Services, turns: Turns) {
  return {
    async process({
      request,
    }: {
      readonly request: { readonly query?: string; readonly variables?: object };
    }) {
      const operation = request.query ?? '';
      const variables = JSON.stringify(request.variables ?? {}); // now: they are parts of data that still change
      const answer = await turns.take(`${name} ${operation}`, () =>
        services.answer(name, operation, variables),
      );
      if (answer === undefined) throw new Error(`${name} does not answer`);
      return JSON.parse(answer) as object;
    },
  } as unknown as Parameters<typeof executeQueryPlanModule.executeQueryPlan>[1][string];
}
