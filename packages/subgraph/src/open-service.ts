import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer, HeaderMap, type GraphQLRequest } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Logger } from '@corridor/config';
import {
  describeUnreachable,
  ensureDatabase,
  openDatabase,
  toDatabaseProblem,
  type ConnectionTarget,
  type Database,
} from '@corridor/database';
import { readDataVersion } from '@corridor/facts';
import { serveGraphql, type GraphqlHttpServer, type Readiness } from '@corridor/http';
import { ClientError } from '@corridor/schema';
import { GraphQLError, type FormattedExecutionResult } from 'graphql';
import { maskError } from './mask-error.js';
import type { LoadProgress, RequestContext, Service } from './service.js';

export interface OpenServiceOptions {
  readonly target: ConnectionTarget;
  readonly logger: Logger;
  /** Default: nobody is told. */
  readonly onProgress?: LoadProgress;
  /** Told, with a sentence for a person, each time the database cannot be reached at the start. Default: nobody is. */
  readonly onUnreachable?: (sentence: string) => void;
  /** Called before each SQL statement with its text. */
  readonly onStatement?: (text: string) => void;
  /** Most database connections at once; default 8. */
  readonly poolSize?: number;
}

/** A subgraph that answers, in this process or over HTTP; both ways run the same code. */
export interface OpenService {
  readonly name: string;
  /** Executes a request in this process. */
  execute(request: GraphQLRequest, requestId: string): Promise<FormattedExecutionResult>;
  listen(host: string, port: number): Promise<GraphqlHttpServer>;
  /** Settles when the database is migrated and loaded; rejects when that can never succeed. */
  readonly loaded: Promise<void>;
  readiness(): Promise<Readiness>;
  close(): Promise<void>;
}

const maxBodyBytes = 20_000_000; // a gateway's entity fetch can be large; only the gateway calls a subgraph
const firstRetryMs = 250;
const lastRetryMs = 5_000;

const isTemporary = (error: unknown) => error instanceof ClientError && error.code === 'SERVICE_UNAVAILABLE';

/**
 * A service's database, migrated and with its compiled facts. Waits for it as long as it takes: a service that starts
 * before its database heals by itself.
 * @throws DatabaseProblem when no waiting can help
 */
export async function openServiceDatabase<Context extends RequestContext>(
  service: Service<Context>,
  options: OpenServiceOptions,
  signal: AbortSignal,
): Promise<Database> {
  for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, lastRetryMs)) {
    try {
      await ensureDatabase(options.target);
      const { entities, migrations, name } = service;
      const { target, onStatement, poolSize } = options;
      const database = await openDatabase({ target, name, entities, migrations, onStatement, poolSize });
      await service.load(database, options.onProgress ?? (() => undefined)).catch(async (error: unknown) => {
        await database.close();
        throw error;
      });
      return database;
    } catch (error) {
      if (signal.aborted || !isTemporary(error)) throw toDatabaseProblem(error, options.target);
      const { cause } = error as Error;
      options.logger.warn({ err: cause }, 'the database cannot be reached yet');
      options.onUnreachable?.(describeUnreachable(cause, options.target));
      await sleep(waitMs, undefined, { signal });
    }
  }
}

const starting = (name: string) =>
  new GraphQLError(`The ${name} service is starting or cannot reach its database.`, {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
  });

/** Opens a subgraph; it answers SERVICE_UNAVAILABLE until its database is there. */
export async function openService<Context extends RequestContext>(
  service: Service<Context>,
  options: OpenServiceOptions,
): Promise<OpenService> {
  const { logger } = options;
  const closing = new AbortController();
  let database: Database | undefined;
  const opening = openServiceDatabase(service, options, closing.signal).then(
    (opened) => void (database = opened),
  );
  opening.catch(() => undefined); // whoever waits for `loaded` hears of it

  const server = new ApolloServer<Context>({
    schema: buildSubgraphSchema([{ typeDefs: service.typeDefs, resolvers: service.resolvers as never }]),
    formatError: (formatted, error) => maskError(formatted, error, logger),
    introspection: true,
    csrfPrevention: false, // no browser reaches a subgraph
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    logger,
  });
  await server.start();

  const createContext = (requestId: string): Context => {
    if (!database) throw starting(service.name);
    return service.createContext(database.forRequest(requestId), requestId);
  };
  const readiness = async (): Promise<Readiness> => {
    if (!database) return { ready: false, service: service.name };
    try {
      return { ready: true, service: service.name, dataVersion: await readDataVersion(database) };
    } catch {
      return { ready: false, service: service.name };
    }
  };
  return {
    name: service.name,
    loaded: opening,
    readiness,
    execute: async (request, requestId) => {
      if (!database) return { errors: [starting(service.name).toJSON()] };
      const http = request.http ?? { method: 'POST', headers: new HeaderMap(), search: '', body: '' };
      const { body } = await server.executeOperation(
        { ...request, http },
        { contextValue: createContext(requestId) },
      );
      if (body.kind === 'single') return body.singleResult;
      throw new Error('a subgraph answers in one piece');
    },
    listen: (host, port) =>
      serveGraphql({
        server,
        createContext: (_request, requestId) => createContext(requestId),
        host,
        port,
        maxBodyBytes,
        readiness,
        logger,
      }),
    close: async () => {
      closing.abort();
      await server.stop();
      await opening.catch(() => undefined);
      await database?.close();
    },
  };
}
