import {
  ApolloServer,
  HeaderMap,
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequest,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@corridor/config';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { maskError } from './mask-error.js';

/** Answers are the gateway's to cache, by what it knows of them. */
export const cacheControl = 'no-store';

const neverStored: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { http } }) => {
      if (!http.headers.has('cache-control')) http.headers.set('cache-control', cacheControl);
    },
  }),
};

/**
 * A started Apollo Server, for every request that is not plain. The plugins that it would add by itself wrap each
 * resolver of the schema, which the compiled operations share, for hints and traces that nobody reads.
 */
export async function startApolloServer<Context extends BaseContext>(
  schema: GraphQLSchema,
  logger: Logger,
): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    schema,
    formatError: (formatted, error) => maskError(formatted, error, logger),
    introspection: true,
    csrfPrevention: false, // no browser reaches a subgraph
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    plugins: [neverStored, ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled()],
    logger,
  });
  await server.start();
  return server;
}

/** Executes a request in this process. */
export async function executeWithApollo<Context extends BaseContext>(
  server: ApolloServer<Context>,
  request: GraphQLRequest,
  contextValue: Context,
): Promise<FormattedExecutionResult> {
  const http = request.http ?? { method: 'POST', headers: new HeaderMap(), search: '', body: '' };
  const { body } = await server.executeOperation({ ...request, http }, { contextValue });
  if (body.kind === 'single') return body.singleResult;
  throw new Error('a subgraph answers in one piece');
}
