import { DataSource, type EntityMetadata, type MixedList } from 'typeorm';
import { Pool, type PoolClient } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { ConnectionTarget } from './connection-target.js';
import { toClientError } from './database-error.js';
import { migrate } from './migrate.js';
import { SnakeCaseNaming } from './naming.js';
import { PreparationPolicy } from './prepared-names.js';
import { Replicas } from './replicas.js';
import { runStatement, type SentStatement, type Session, type StatementLogger } from './run-statement.js';
import { silentLogger } from './silent-logger.js';
import { typeParsers } from './type-parsers.js';

type EntityClass = new () => object;

export interface DatabaseOptions {
  readonly target: ConnectionTarget;
  /** Copies that follow it, which statements outside of transactions are asked of. Default: none. */
  readonly replicas?: readonly ConnectionTarget[];
  /** Shows in `pg_stat_activity`: the service's name. */
  readonly name: string;
  readonly entities: readonly EntityClass[];
  /** TypeORM migrations, oldest first. */
  readonly migrations: readonly (new () => object)[];
  /** Most connections at once; default 8. */
  readonly poolSize?: number;
  /** Called before each statement, for tests and measurements that count. */
  readonly onStatement?: (statement: SentStatement) => void;
  /** Told of statements that fail or take over 500 ms, with the request's id and the server's process. Default: nobody is. */
  readonly logger?: StatementLogger;
}

export interface RowsOptions {
  /** Whether each call is planned for its own values; default false. */
  readonly planEachTime?: boolean;
}

/** A service's database: statements in, rows out, columns named as properties (`started_on` → `startedOn`). */
export interface Database {
  /**
   * Rows of one statement, from a replica where there are any: it may be some milliseconds behind. One that comes again is prepared on its connection and may then run by a plan that does not
   * look at its values; where the best plan hangs on them, `planEachTime` has it planned anew.
   * @throws ClientError SERVICE_UNAVAILABLE when the database cannot be reached or takes over 3 s
   */
  rows<Row>(statement: Sql, options?: RowsOptions): Promise<Row[]>;
  /** The same database for one request, whose id goes with what is logged of its statements. */
  forRequest(requestId: string): Database;
  /** All of the work or nothing. Its statements may take up to `timeoutMs` each, default 10 minutes. */
  transaction<Result>(work: (database: Database) => Promise<Result>, timeoutMs?: number): Promise<Result>;
  /** The table behind an entity class. */
  tableOf(entity: EntityClass): EntityMetadata;
  /** The connection of a transaction, for streams; only inside {@link transaction}. */
  readonly client: PoolClient | undefined;
  close(): Promise<void>;
}

const connectTimeoutMs = 2_000;
const statementTimeoutMs = 3_000;
/** How much of a misspelt word must be in another, by pg_trgm; the marks of matches go by the same. */
const leastLikeness = 0.5;
const queryTimeoutMs = 4_000;
const transactionTimeoutMs = 600_000;

interface OpenSession extends Session {
  readonly dataSource: DataSource;
}

async function runTransaction<Result>(
  session: OpenSession,
  work: (database: Database) => Promise<Result>,
  timeoutMs: number,
): Promise<Result> {
  if (session.client) return work(asDatabase(session));
  const client = await session.pool.connect().catch((error: unknown) => {
    throw toClientError(error);
  });
  let broken: Error | undefined;
  const onError = (error: Error) => (broken = error);
  client.on('error', onError);
  try {
    await client.query(`begin; set local statement_timeout = ${timeoutMs}`);
    const result = await work(asDatabase({ ...session, client, timeoutMs: timeoutMs + 1_000 }));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => (broken = rollbackError));
    throw toClientError(error);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

const asDatabase = (session: OpenSession): Database => ({
  rows: (statement, options) => runStatement(session, statement, options?.planEachTime),
  forRequest: (requestId) => asDatabase({ ...session, requestId }),
  transaction: (work, timeoutMs = transactionTimeoutMs) => runTransaction(session, work, timeoutMs),
  tableOf: (entity) => session.dataSource.getMetadata(entity),
  client: session.client,
  close: async () => {
    await session.replicas?.close();
    await session.dataSource.destroy();
  },
});

function createDataSource({ target, name, entities, migrations, poolSize = 8 }: DatabaseOptions): DataSource {
  const address =
    'connectionString' in target
      ? { url: target.connectionString }
      : { host: target.host, port: target.port, username: target.user, database: target.database };
  return new DataSource({
    type: 'postgres',
    ...address,
    applicationName: `corridor-${name}`,
    entities: entities as MixedList<EntityClass>,
    migrations: migrations as MixedList<EntityClass>,
    migrationsTableName: 'migration',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    logger: silentLogger,
    installExtensions: false,
    connectTimeoutMS: connectTimeoutMs,
    poolSize,
    poolErrorHandler: () => undefined, // an idle connection that breaks is replaced at the next statement
    extra: connectionSettings,
  });
}

const connectionSettings = {
  types: typeParsers,
  options: `-c statement_timeout=${statementTimeoutMs} -c timezone=UTC -c pg_trgm.word_similarity_threshold=${leastLikeness}`,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
};

/**
 * Pools of our own: TypeORM would open its replicas' with the primary's and give up where one is missing. They connect
 * when they are asked, so that a replica may come and go.
 */
function openReplicas({ replicas = [], name, poolSize = 8 }: DatabaseOptions): Replicas | undefined {
  if (replicas.length === 0) return undefined;
  const pools = replicas.map((target) => {
    const settings = { ...connectionSettings, application_name: `corridor-${name}`, max: poolSize };
    const pool = new Pool({ ...target, ...settings, connectionTimeoutMillis: connectTimeoutMs });
    pool.on('error', () => undefined);
    return pool;
  });
  return new Replicas(pools);
}

/**
 * Connects, runs the pending migrations (one process at a time) and opens the pool.
 * @throws ClientError SERVICE_UNAVAILABLE when the database cannot be reached
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const dataSource = createDataSource(options);
  try {
    await dataSource.initialize();
    await migrate(dataSource);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw toClientError(error);
  }
  // TypeORM keeps the pool in `driver.master` and offers no door to it that returns rows as arrays.
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const { onStatement, logger } = options;
  return asDatabase({
    dataSource,
    pool,
    replicas: openReplicas(options),
    onStatement,
    logger,
    policy: new PreparationPolicy(),
    timeoutMs: queryTimeoutMs,
  });
}
