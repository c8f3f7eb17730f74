import { GraphQLError } from 'graphql';

export const tooManyWays = (cause?: Error): GraphQLError =>
  new GraphQLError(
    'The operation can be fetched in too many ways: ask for less that several services know.',
    {
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
      originalError: cause,
    },
  );

/** The cause is for logs: what a planner says names services and types that clients may not know of. */
export const cannotBePlanned = (cause: Error): GraphQLError =>
  new GraphQLError('The operation cannot be planned.', {
    extensions: { code: 'OPERATION_CANNOT_BE_PLANNED' },
    originalError: cause,
  });

export const plannerUnavailable = (cause: Error): GraphQLError =>
  new GraphQLError('Operations cannot be planned at the moment.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
    originalError: cause,
  });

/** What a planner threw, as an error for clients. */
export function translatePlanningError(thrown: unknown): GraphQLError {
  const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
  return cause.message.startsWith('Too many options generated') ? tooManyWays(cause) : cannotBePlanned(cause);
}
