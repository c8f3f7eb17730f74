import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from '@corridor/config';
import type { Call } from '@corridor/federation-engine';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';

/** What every operation is executed with. */
export interface GatewayContext {
  readonly requestId: string;
  /** The tag of a whole answer to it; undefined when it has none. */
  readonly entityTag?: string;
  /** What its fetches share: the id, a deadline, and whether somebody still waits. */
  readonly call: Call;
}

/** Codes of errors about the request itself; their messages are written for the client. */
const protocolCodes: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
]);

const internal = 'INTERNAL_SERVER_ERROR';
/** What a subgraph's error has that came without a code. */
const codeOfNone = 'DOWNSTREAM_SERVICE_ERROR';

type Extensions = Readonly<Record<string, unknown>> | undefined;

/** Apollo's gateway adds the service's name to what a subgraph answered; that was masked where it arose. */
const isFromSubgraph = (extensions: Extensions) => extensions?.['serviceName'] !== undefined;

const isForClient = (extensions: Extensions) =>
  isFromSubgraph(extensions) || protocolCodes.has(extensions?.['code']);

/**
 * Cuts off what graphql adds to help, names of the schema that the client did not write. Apollo Server's own option
 * leaves those about variables, and its pattern takes a minute over a message that quotes a megabyte of "Did you mean".
 */
function withoutSuggestion(message: string): string {
  const start = message.endsWith('?') ? message.lastIndexOf(' Did you mean ') : -1;
  return start < 0 ? message : message.slice(0, start);
}

/** The error as a client sees it: message, place and code; anything unforeseen becomes "Internal server error". */
export const maskErrors =
  (hideSuggestions: boolean) =>
  ({ message, locations, path, extensions }: GraphQLFormattedError): GraphQLFormattedError => {
    const place = { ...(locations && { locations }), ...(path && { path }) };
    if (!isForClient(extensions))
      return { message: 'Internal server error', ...place, extensions: { code: internal } };
    const shown = hideSuggestions && !isFromSubgraph(extensions) ? withoutSuggestion(message) : message;
    const code = extensions?.['code'];
    return { message: shown, ...place, extensions: { code: code === codeOfNone ? internal : code } };
  };

/** Errors that an operator can look up carry the request's id. */
const withRequestId = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError => {
  const code = error.extensions?.['code'];
  if (code !== internal && code !== 'SERVICE_UNAVAILABLE') return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
};

/** Logs once what is masked, and puts the request's id into what is left of it. */
export const reportErrors = (logger: Logger): ApolloServerPlugin<GatewayContext> => ({
  unexpectedErrorProcessingRequest: async ({ error, requestContext }) =>
    logger.error({ requestId: requestContext.contextValue.requestId, err: error }, 'an operation failed'),
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue: { requestId } }) => {
      for (const error of errors)
        if (!isForClient(error.extensions)) logger.error({ requestId, err: error }, 'an operation failed');
    },
    willSendResponse: async ({ response: { body }, contextValue: { requestId } }) => {
      if (body.kind !== 'single' || !body.singleResult.errors) return;
      const errors = body.singleResult.errors.map((error) => withRequestId(error, requestId));
      body.singleResult = { ...body.singleResult, errors };
    },
  }),
});

/** The same for an error of an answer that Apollo Server has no part in: logged if it is masked, and with the id. */
export function formatAnswerError(hideSuggestions: boolean, logger: Logger) {
  const mask = maskErrors(hideSuggestions);
  return (error: GraphQLError, requestId: string): GraphQLFormattedError => {
    if (!isForClient(error.extensions)) logger.error({ requestId, err: error }, 'an operation failed');
    return withRequestId(mask(error.toJSON()), requestId);
  };
}
