import './telemetry-off.js';
import { createHash, randomUUID } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, HeaderMap, type GraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@corridor/config';
import { serveGraphql, type GraphqlHttpServer, type HttpRequest, type Readiness } from '@corridor/http';
import type { FormattedExecutionResult } from 'graphql';
import { entityTag } from './caching/entity-tag.js';
import { tagAnswers } from './caching/tag-answers.js';
import type { GatewayConfig } from './config.js';
import { watchSubgraphs } from './health/watch-subgraphs.js';
import { answerRequest } from './operations/answer-request.js';
import { boundPlanning, plannerBounds } from './operations/bound-planning.js';
import { maskErrors, reportErrors, type GatewayContext } from './operations/mask-errors.js';
import { requireOperation } from './operations/require-operation.js';
import { createGuard, type Guard } from './security/guard.js';
import { connectOverHttp } from './subgraphs/http-connection.js';
import { connectLocally } from './subgraphs/local-connection.js';
import type { SubgraphConnection, SubgraphTarget } from './subgraphs/subgraph-connection.js';
import { SubgraphDataSource } from './subgraphs/subgraph-data-source.js';
import { listSubgraphs } from './supergraph.js';

export interface GatewayOptions {
  /** The composed schema of all subgraphs. */
  readonly supergraphSdl: string;
  /** Where each of them is, by the name it has in the supergraph. */
  readonly subgraphs: Readonly<Record<string, SubgraphTarget>>;
  readonly config: GatewayConfig;
  readonly logger: Logger;
}

/** A gateway that answers, in this process or over HTTP. */
export interface Gateway {
  /** Executes an operation in this process, under the same limits as over HTTP. */
  execute(request: GraphQLRequest, requestId?: string): Promise<FormattedExecutionResult>;
  /** Listens where the settings say, or on another port of another address. */
  listen(host?: string, port?: number): Promise<GraphqlHttpServer>;
  /** Ready while it can plan, with every subgraph or without: what is up is still answered. */
  readiness(): Promise<Readiness>;
  /** Finishes what is under way, for 10 s at most. */
  close(): Promise<void>;
}

const maxValidationErrors = 5;

/** @throws Error naming a subgraph of the supergraph that has no place */
function connectAll({ supergraphSdl, subgraphs }: GatewayOptions): ReadonlyMap<string, SubgraphConnection> {
  const names = [...listSubgraphs(supergraphSdl).keys()];
  const missing = names.filter((name) => !subgraphs[name]);
  if (missing.length > 0)
    throw new Error(`The supergraph needs subgraphs that have no place: ${missing.join(', ')}`);
  return new Map(
    names.map((name) => {
      const target = subgraphs[name] as SubgraphTarget;
      return [name, 'url' in target ? connectOverHttp(target.url) : connectLocally(target)];
    }),
  );
}

const createGateway = (
  { supergraphSdl, config, logger }: GatewayOptions,
  connections: ReadonlyMap<string, SubgraphConnection>,
) =>
  new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) =>
      new SubgraphDataSource({
        name,
        connection: connections.get(name) as SubgraphConnection,
        timeoutMs: config.subgraphTimeoutMs,
        logger,
      }),
    queryPlannerConfig: plannerBounds,
    __exposeQueryPlanExperimental: !config.production,
    validateSupergraph: false, // it was validated as it was composed
    logger,
  });

async function startServer(
  options: GatewayOptions,
  connections: ReadonlyMap<string, SubgraphConnection>,
): Promise<ApolloServer<GatewayContext>> {
  const { config, logger } = options;
  const server = new ApolloServer<GatewayContext>({
    gateway: boundPlanning(createGateway(options, connections)),
    introspection: config.introspection,
    includeStacktraceInErrorResponses: false,
    validationOptions: { maxErrors: maxValidationErrors, hideSuggestions: config.production },
    formatError: maskErrors(config.production),
    stopOnTerminationSignals: false,
    logger,
    plugins: [
      requireOperation,
      reportErrors(logger),
      tagAnswers,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}

async function executeInProcess(
  server: ApolloServer<GatewayContext>,
  guard: Guard,
  request: GraphQLRequest,
  requestId: string,
): Promise<FormattedExecutionResult> {
  const refused = guard(request.query ?? '');
  if (refused) return { errors: [refused.toJSON()] };
  const http = { method: 'POST', headers: new HeaderMap(), search: '', body: '' };
  const { body } = await server.executeOperation({ http, ...request }, { contextValue: { requestId } });
  if (body.kind === 'single') return body.singleResult;
  throw new Error('the gateway answers in one piece');
}

/** Opens the gateway. It starts with subgraphs down, answers what the others know, and takes each up as it comes. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraphSdl, config, logger } = options;
  const connections = connectAll(options);
  const server = await startServer(options, connections);
  const guard = createGuard(config.limits);
  const watch = watchSubgraphs({ connections, intervalMs: config.subgraphPollMs, logger });
  const supergraphId = createHash('sha256').update(supergraphSdl).digest('hex');
  const listening: GraphqlHttpServer[] = [];
  let draining = false;

  const readiness = async (): Promise<Readiness> => ({
    ready: !draining,
    ...(draining && { draining }),
    subgraphs: watch.states(),
  });
  const createContext = (request: HttpRequest, requestId: string): GatewayContext => ({
    requestId,
    entityTag: entityTag(request, { supergraphId, dataVersion: watch.dataVersion() }),
  });
  return {
    readiness,
    execute: (request, requestId = randomUUID()) => executeInProcess(server, guard, request, requestId),
    listen: async (host = config.host, port = config.port) => {
      const around = answerRequest({
        guard,
        supergraphId,
        dataVersion: () => watch.dataVersion(),
        sandbox: !config.production,
      });
      const { maxBodyBytes, corsOrigins } = config;
      const http = await serveGraphql({
        server,
        createContext,
        around,
        host,
        port,
        maxBodyBytes,
        corsOrigins,
        readiness,
        logger,
      });
      listening.push(http);
      return http;
    },
    close: async () => {
      draining = true;
      watch.close();
      await Promise.all(listening.splice(0).map((http) => http.close()));
      await server.stop();
      await Promise.all([...connections.values()].map((connection) => connection.close()));
    },
  };
}
