import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { PlanRequest, SupergraphFacts } from './planner.js';

/** What a planner's thread is started with. */
export interface PlannerWorkerData {
  readonly supergraphSdl: string;
}

/** The first message of a planner's thread. */
export type Opening =
  | { readonly kind: 'opened'; readonly facts: SupergraphFacts }
  | { readonly kind: 'broken'; readonly reason: string };

/** The answer to each {@link PlanRequest}, in the order they came. */
export type PlanReply =
  | { readonly kind: 'planned'; readonly plan: QueryPlan }
  | { readonly kind: 'refused'; readonly error: PlainPlanningError };

export type PlannerMessage = Opening | PlanReply;
export type { PlanRequest };

/** A planning error as data: cloning a GraphQLError between threads would leave its extensions behind. */
export interface PlainPlanningError {
  readonly message: string;
  readonly extensions: GraphQLErrorExtensions;
  readonly cause: Error | undefined;
}

export const toPlainError = ({ message, extensions, originalError }: GraphQLError): PlainPlanningError => ({
  message,
  extensions,
  cause: originalError && Object.assign(new Error(originalError.message), { stack: originalError.stack }),
});

export const fromPlainError = ({ message, extensions, cause }: PlainPlanningError): GraphQLError =>
  new GraphQLError(message, { extensions, originalError: cause });
