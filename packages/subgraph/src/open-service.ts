import type { GraphQLRequest } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Database } from '@corridor/database';
import { readDataVersion } from '@corridor/facts';
import { readPlainRequest, serveGraphql, type GraphqlHttpServer, type Readiness } from '@corridor/http';
import { GraphQLError, type FormattedExecutionResult } from 'graphql';
import { executeWithApollo, startApolloServer } from './apollo-server.js';
import { compiledExecution } from './execute-compiled.js';
import { openServiceDatabase, type OpenServiceOptions } from './service-database.js';
import { serviceDoor } from './service-door.js';
import type { RequestContext, Service } from './service.js';

/** A subgraph that answers, in this process or over HTTP; both ways run the same code. */
export interface OpenService {
  readonly name: string;
  /**
   * Executes a request in this process. The answer is the caller's to write into, except for the values of custom
   * scalars, which may be what the service keeps.
   */
  execute(request: GraphQLRequest, requestId: string): Promise<FormattedExecutionResult>;
  /** Takes single requests and arrays of at most 20 queries. */
  listen(host: string, port: number): Promise<GraphqlHttpServer>;
  /** Settles when the database is migrated and loaded; rejects when that can never succeed. */
  readonly loaded: Promise<void>;
  readiness(): Promise<Readiness>;
  close(): Promise<void>;
}

const maxBodyBytes = 20_000_000; // a gateway's entity fetch can be large; only the gateway calls a subgraph

const starting = (name: string) =>
  new GraphQLError(`The ${name} service is starting or cannot reach its database.`, {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
  });

async function readReadiness(service: string, database: Database | undefined): Promise<Readiness> {
  if (!database) return { ready: false, service };
  try {
    return { ready: true, service, dataVersion: await readDataVersion(database) };
  } catch {
    return { ready: false, service };
  }
}

/** The parts of a service that need no database. */
async function openExecution<Context extends RequestContext>(
  { name, typeDefs, resolvers, createContext, maxAgeSeconds }: Service<Context>,
  { logger }: OpenServiceOptions,
  database: () => Database | undefined,
) {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  const server = await startApolloServer<Context>(schema, logger);
  const contextOf = (requestId: string): Context => {
    const open = database();
    if (!open) throw starting(name);
    return createContext(open.forRequest(requestId), requestId);
  };
  const executeCompiled = compiledExecution({ schema, createContext: contextOf, maxAgeSeconds, logger });
  const execute = async (request: GraphQLRequest, requestId: string): Promise<FormattedExecutionResult> => {
    if (!database()) return { errors: [starting(name).toJSON()] };
    const isPlain = request.http === undefined || request.http.method === 'POST';
    const plain = isPlain ? readPlainRequest(request) : undefined;
    const result = plain && (await executeCompiled(plain, requestId));
    return result ?? executeWithApollo(server, request, contextOf(requestId));
  };
  return { server, contextOf, executeCompiled, execute };
}

/** Opens a subgraph; it answers SERVICE_UNAVAILABLE until its database is there. */
export async function openService<Context extends RequestContext>(
  service: Service<Context>,
  options: OpenServiceOptions,
): Promise<OpenService> {
  const { logger } = options;
  const closing = new AbortController();
  let database: Database | undefined;
  const loaded = openServiceDatabase(service, options, closing.signal).then(
    (opened) => void (database = opened),
  );
  loaded.catch(() => undefined); // whoever waits for `loaded` hears of it
  const { server, contextOf, executeCompiled, execute } = await openExecution(
    service,
    options,
    () => database,
  );
  const readiness = () => readReadiness(service.name, database);
  const door = serviceDoor({ executeCompiled, execute, isOpen: () => database !== undefined });
  const createContext = (_request: unknown, requestId: string) => contextOf(requestId);
  return {
    name: service.name,
    loaded,
    readiness,
    execute,
    listen: (host, port) =>
      serveGraphql({ server, createContext, around: door, host, port, maxBodyBytes, readiness, logger }),
    close: async () => {
      closing.abort();
      await server.stop();
      await loaded.catch(() => undefined);
      await database?.close();
    },
  };
}
