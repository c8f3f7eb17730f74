import { randomUUID } from 'node:crypto';
import { ApolloServer, HeaderMap, type GraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@corridor/config';
import { ClientCall, listSubgraphs, type Subgraph } from '@corridor/federation-engine';
import { requestIdHeader, serveGraphql, type GraphqlHttpServer, type HttpRequest } from '@corridor/http';
import type { FormattedExecutionResult } from 'graphql';
import { entityTag } from './caching/entity-tag.js';
import { tagAnswers } from './caching/tag-answers.js';
import type { GatewayConfig } from './config.js';
import type { GatewayReadiness } from './health/metrics.js';
import { watchSubgraphs } from './health/watch-subgraphs.js';
import { answerRequest } from './operations/answer-request.js';
import type { Engine } from './engine/engine.js';
import { openOwnEngine } from './engine/open-own-engine.js';
import { answerKnown } from './operations/answer-known.js';
import {
  formatAnswerError,
  maskErrors,
  reportErrors,
  type GatewayContext,
} from './operations/mask-errors.js';
import { requireOperation } from './operations/require-operation.js';
import { createGuard, type Guard } from './security/guard.js';
import { openSubgraph, type SubgraphTarget } from './subgraphs/open-subgraph.js';

export interface GatewayOptions {
  /** The composed schema of all subgraphs. */
  readonly supergraphSdl: string;
  /** The file it was read from, to be followed: a new one takes its place under way. Default: none is. */
  readonly supergraphFile?: string;
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
  readiness(): Promise<GatewayReadiness>;
  /** Finishes what is under way, for 10 s at most. */
  close(): Promise<void>;
}

const maxValidationErrors = 5;

/** @throws Error naming a subgraph of the supergraph that has no place */
function findTargets({ supergraphSdl, subgraphs }: GatewayOptions): ReadonlyMap<string, SubgraphTarget> {
  const names = [...listSubgraphs(supergraphSdl).keys()];
  const missing = names.filter((name) => !subgraphs[name]);
  if (missing.length > 0)
    throw new Error(`The supergraph needs subgraphs that have no place: ${missing.join(', ')}`);
  return new Map(names.map((name) => [name, subgraphs[name] as SubgraphTarget]));
}

interface EngineParts {
  readonly findSubgraph: (name: string) => Subgraph;
  readonly dataVersion: () => string | undefined;
}

/** Apollo's gateway is loaded only where it is wanted: it takes its time and memory. */
async function openEngine(options: GatewayOptions, parts: EngineParts): Promise<Engine> {
  if (options.config.engine === 'own') return openOwnEngine({ ...options, ...parts });
  const { openStockEngine } = await import('./engine/open-stock-engine.js');
  return openStockEngine({ ...options, ...parts });
}

async function startServer(
  { config, logger }: GatewayOptions,
  { gateway, stringifyResult }: Engine,
): Promise<ApolloServer<GatewayContext>> {
  const server = new ApolloServer<GatewayContext>({
    gateway,
    stringifyResult,
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
  contextValue: GatewayContext,
): Promise<FormattedExecutionResult> {
  const refused = guard(request.query ?? '');
  if (refused) return { errors: [refused.toJSON()] };
  const http = { method: 'POST', headers: new HeaderMap(), search: '', body: '' };
  const { body } = await server.executeOperation({ http, ...request }, { contextValue });
  if (body.kind === 'single') return body.singleResult;
  throw new Error('the gateway answers in one piece');
}

/** Opens the gateway. It starts with subgraphs down, answers what the others know, and takes each up as it comes. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, logger } = options;
  const targets = findTargets(options);
  const subgraphs = new Map(
    [...targets].map(([name, target]) => [name, openSubgraph(name, target, config, logger)]),
  );
  const watch = watchSubgraphs({ targets, intervalMs: config.subgraphPollMs, logger });
  const { dataVersion } = watch;
  const findSubgraph = (name: string) => subgraphs.get(name) as Subgraph;
  const engine = await openEngine(options, { findSubgraph, dataVersion });
  const server = await startServer(options, engine);
  const guard = createGuard(config.limits);
  const supergraphId = () => engine.supergraph()?.current.id ?? '';
  const listening: GraphqlHttpServer[] = [];
  let draining = false;

  const readiness = async (): Promise<GatewayReadiness> => ({
    ready: !draining,
    ...(draining && { draining }),
    supergraph: engine.supergraph(),
    subgraphs: watch.states(),
  });
  const createCall = (requestId: string) =>
    new ClientCall({ [requestIdHeader]: requestId }, config.requestTimeoutMs);
  const createContext = (request: HttpRequest, requestId: string): GatewayContext => {
    const call = createCall(requestId);
    request.onClose(() => call.cancel());
    return {
      requestId,
      call,
      entityTag: entityTag(request, { supergraphId: supergraphId(), dataVersion: dataVersion() }),
    };
  };
  const answerShortly = answerKnown({
    engine,
    requestTimeoutMs: config.requestTimeoutMs,
    formatError: formatAnswerError(config.production, logger),
  });
  const around = answerRequest({
    guard,
    supergraphId,
    dataVersion,
    answerKnown: answerShortly,
    sandbox: !config.production,
  });
  return {
    readiness,
    execute: (request, requestId = randomUUID()) =>
      executeInProcess(server, guard, request, { requestId, call: createCall(requestId) }),
    listen: async (host = config.host, port = config.port) => {
      const { maxBodyBytes, corsOrigins } = config;
      const http = await serveGraphql({
        server,
        createContext,
        around,
        early: (request) => answerShortly(request, undefined),
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
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.close()));
    },
  };
}
