import { DataSource, type EntityMetadata, type MixedList } from 'typeorm';
import type { Pool, PoolClient, QueryArrayResult } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { ConnectionTarget } from './connection-target.js';
import { toClientError } from './database-error.js';
import { migrate } from './migrate.js';
import { SnakeCaseNaming, toCamelCase } from './naming.js';
import { silentLogger } from './silent-logger.js';
import { typeParsers } from './type-parsers.js';

type EntityClass = new () => object;

export interface DatabaseOptions {
  readonly target: ConnectionTarget;
  /** Shows in `pg_stat_activity`: the service's name. */
  readonly name: string;
  readonly entities: readonly EntityClass[];
  /** TypeORM migrations, oldest first. */
  readonly migrations: readonly (new () => object)[];
  /** Most connections at once; default 8. */
  readonly poolSize?: number;
  /** Called before each statement with its text, for logs and for tests that count. */
  readonly onStatement?: (text: string) => void;
}

/** A service's database: statements in, rows out, columns named as properties (`started_on` → `startedOn`). */
export interface Database {
  /**
   * Rows of one statement.
   * @throws ClientError SERVICE_UNAVAILABLE when the database cannot be reached or takes over 3 s
   */
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** The same database, its statements marked with the request's id for whoever reads the server's log. */
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
const queryTimeoutMs = 4_000;
const transactionTimeoutMs = 600_000;

/** What a comment in SQL may hold: nothing that could end the comment. */
const asComment = (requestId: string) => `/* request=${requestId.replace(/[^\w-]/g, '')} */ `;

interface Session {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  readonly onStatement: ((text: string) => void) | undefined;
  readonly client?: PoolClient;
  readonly comment?: string;
  readonly timeoutMs: number;
}

function toObjects<Row>({ fields, rows }: QueryArrayResult): Row[] {
  const names = fields.map((field) => toCamelCase(field.name));
  return rows.map((values: unknown[]) => {
    const row: Record<string, unknown> = {};
    names.forEach((name, index) => (row[name] = values[index]));
    return row as Row;
  });
}

async function runStatement<Row>(session: Session, statement: Sql): Promise<Row[]> {
  const text = (session.comment ?? '') + statement.text;
  session.onStatement?.(text);
  const query = {
    text,
    values: statement.values,
    rowMode: 'array' as const,
    query_timeout: session.timeoutMs,
  };
  try {
    return toObjects<Row>(await (session.client ?? session.pool).query(query));
  } catch (error) {
    throw toClientError(error);
  }
}

async function runTransaction<Result>(
  session: Session,
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

const asDatabase = (session: Session): Database => ({
  rows: (statement) => runStatement(session, statement),
  forRequest: (requestId) => asDatabase({ ...session, comment: asComment(requestId) }),
  transaction: (work, timeoutMs = transactionTimeoutMs) => runTransaction(session, work, timeoutMs),
  tableOf: (entity) => session.dataSource.getMetadata(entity),
  client: session.client,
  close: () => session.dataSource.destroy(),
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
    extra: {
      types: typeParsers,
      options: `-c statement_timeout=${statementTimeoutMs} -c timezone=UTC`,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    },
  });
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
  return asDatabase({ dataSource, pool, onStatement: options.onStatement, timeoutMs: queryTimeoutMs });
}
