import type { ApolloGateway, GatewayConfig as ApolloGatewayConfig } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError } from 'graphql';

/**
 * Where several subgraphs know the same fields the planner weighs the ways to fetch them, and their number doubles with
 * each level. Both bounds are an order of magnitude above what the dashboards need; without them one small operation
 * can hold the process for half a minute.
 */
export const plannerBounds: ApolloGatewayConfig['queryPlannerConfig'] = {
  debug: { maxEvaluatedPlans: 1_000, pathsLimit: 1_000 },
};

const isOverBound = (error: unknown) =>
  (error as { readonly message?: unknown } | null)?.message
    ?.toString()
    .startsWith('Too many options generated');

const tooManyWays = () =>
  new GraphQLError(
    'The operation can be fetched in too many ways: ask for less that several services know.',
    {
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    },
  );

/** A gateway that refuses an operation it gave up planning, where it would call that its own failure. */
export const boundPlanning = (gateway: ApolloGateway): ApolloServerOptionsWithGateway<never>['gateway'] => ({
  load: async (options) => {
    const { schema, executor } = await gateway.load(options);
    return {
      schema,
      executor: (request) =>
        executor(request).catch((error: unknown) => {
          throw isOverBound(error) ? tooManyWays() : error;
        }),
    };
  },
  onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
  stop: () => gateway.stop(),
});
