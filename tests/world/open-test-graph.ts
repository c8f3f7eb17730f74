import type { ConnectionTarget, SentStatement } from '@corridor/database';
import { openGraph } from '@corridor/launcher';
import { openTestDatabase, type TestDatabase } from '@corridor/testkit';

const services = ['countries', 'projects', 'events'] as const;
type ServiceName = (typeof services)[number];

/** The whole graph over databases of a test's own, with no HTTP between gateway and services. */
export interface TestGraph {
  /** Asks the gateway; `data` is typed loosely, since tests look into answers by path. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Every SQL statement since the last `clearStatements`. */
  readonly statements: readonly SentStatement[];
  clearStatements(): void;
  readonly targets: Readonly<Record<ServiceName, ConnectionTarget>>;
  /** The address of the graph once it listens. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer's shape is the query's
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

/** Opens the graph over fresh copies of the compiled facts; `given` replaces a service's database. */
export async function openTestGraph(
  given: Partial<Record<ServiceName, ConnectionTarget>> = {},
): Promise<TestGraph> {
  const own: TestDatabase[] = [];
  const target = async (service: ServiceName): Promise<ConnectionTarget> => {
    const external = given[service];
    if (external) return external;
    const database = await openTestDatabase(service);
    own.push(database);
    return database.target;
  };
  const [countries, projects, events] = await Promise.all(services.map(target));
  const targets = { countries: countries!, projects: projects!, events: events! };
  const statements: SentStatement[] = [];
  const graph = await openGraph({
    targets,
    env: {},
    logLevel: 'silent',
    poolSize: 4,
    onStatement: (statement) => void statements.push(statement),
  });
  await graph.loaded;
  return {
    ask: async (query, variables) => await graph.gateway.execute({ query, variables }),
    statements,
    clearStatements: () => void statements.splice(0),
    targets,
    listen: async () => (await graph.gateway.listen('127.0.0.1', 0)).url,
    close: async () => {
      await graph.close();
      await Promise.all(own.map((database) => database.drop()));
    },
  };
}
