import { DatabaseError, type Pool, type PoolClient } from 'pg';
import type { Sql } from 'sql-template-tag';
import { toClientError } from './database-error.js';
import { PreparedNames, type PreparationPolicy } from './prepared-names.js';
import type { Replicas } from './replicas.js';
import { SubmittedStatement } from './submitted-statement.js';

/** A statement as it is sent. */
export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Of the request that it is for; undefined outside of requests. */
  readonly requestId: string | undefined;
}

/** What of a logger is needed here. */
export interface StatementLogger {
  warn(details: object, message: string): void;
}

/** What statements run with. */
export interface Session {
  /** Of the primary. */
  readonly pool: Pool;
  /** Where statements outside of transactions are asked first. */
  readonly replicas: Replicas | undefined;
  readonly policy: PreparationPolicy;
  readonly onStatement: ((statement: SentStatement) => void) | undefined;
  readonly logger: StatementLogger | undefined;
  readonly requestId?: string;
  /** The connection of a transaction. */
  readonly client?: PoolClient;
  readonly timeoutMs: number;
}

const slowMs = 500;

/** What a comment in SQL may hold: nothing that could end the comment. */
const asComment = (requestId: string) => `/* request=${requestId.replace(/[^\w-]/g, '')} */ `;

const namesByClient = new WeakMap<PoolClient, PreparedNames>();

function namesOf(client: PoolClient): PreparedNames {
  let names = namesByClient.get(client);
  if (!names) {
    namesByClient.set(client, (names = new PreparedNames()));
    client.on('error', () => undefined); // whoever waits for a statement hears of it; the pool replaces the connection
  }
  return names;
}

const submit = (client: PoolClient, statement: SubmittedStatement): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    statement.callback = (error, rows = []) => (error ? reject(error) : resolve(rows));
    client.query(statement);
  });

/** The name is unknown, or known already: behind a pooler this is not the server's connection that it seems to be. */
const strangerCodes = new Set(['26000', '42P05']);

/** A migration changed what a prepared statement answers with; the message is in the server's language. */
const isOutdated = ({ code, routine }: DatabaseError) =>
  code === '0A000' && routine === 'RevalidateCachedQuery';

/** Runs a statement by its name; once more without, when the server could not even begin because of the name. */
async function submitPrepared(
  client: PoolClient,
  names: PreparedNames,
  { text, values }: SentStatement,
  { policy, timeoutMs }: Session,
): Promise<unknown[]> {
  try {
    return await submit(client, new SubmittedStatement(text, values, timeoutMs, names));
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const isStranger = strangerCodes.has(error.code ?? '');
    if (!isStranger && !isOutdated(error)) throw error;
    names.forget(text);
    if (isStranger) policy.giveUp();
    return submit(client, new SubmittedStatement(text, values, timeoutMs));
  }
}

/** After an error that the server answered a statement with, the connection is as good as before. */
const isUsableAfter = (error: unknown) => error instanceof DatabaseError && error.severity === 'ERROR';

async function runOnPool(session: Session, statement: SentStatement, isWorthwhile: boolean) {
  const client = await session.pool.connect();
  const names = namesOf(client);
  let broken: Error | undefined;
  try {
    return await watch(session, client, statement, () =>
      isWorthwhile
        ? submitPrepared(client, names, statement, session)
        : submit(client, new SubmittedStatement(statement.text, statement.values, session.timeoutMs)),
    );
  } catch (error) {
    if (!isUsableAfter(error)) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Asks the replicas in turn, and the primary where there is none that answers. */
async function runAnywhere(session: Session, statement: SentStatement, isWorthwhile: boolean) {
  const { replicas } = session;
  for (const pool of replicas?.inTurn() ?? [])
    try {
      return await runOnPool({ ...session, pool }, statement, isWorthwhile);
    } catch (error) {
      if (!replicas?.mayAskElsewhere(pool, error)) throw error;
    }
  return runOnPool(session, statement, isWorthwhile);
}

/** Logs what fails or is slow: with the process id whoever reads the server's log finds it there. */
async function watch(
  { logger, requestId }: Session,
  client: PoolClient,
  { text }: SentStatement,
  run: () => Promise<unknown[]>,
): Promise<unknown[]> {
  const startedAt = performance.now();
  const describe = () => ({
    requestId,
    backend: (client as PoolClient & { readonly processID?: number }).processID,
    ms: Math.round(performance.now() - startedAt),
    statement: text,
  });
  try {
    const rows = await run();
    if (performance.now() - startedAt > slowMs) logger?.warn(describe(), 'a statement was slow');
    return rows;
  } catch (error) {
    logger?.warn({ ...describe(), code: (error as { code?: string }).code }, 'a statement failed');
    throw error;
  }
}

/**
 * Rows of a statement. In a transaction it is not prepared, since an error about its name could not be mended there,
 * and bears the request's id as a comment.
 */
export async function runStatement<Row>(
  session: Session,
  { text, values }: Sql,
  planEachTime = false,
): Promise<Row[]> {
  const { client, requestId, policy, onStatement, timeoutMs } = session;
  const comment = client && requestId !== undefined ? asComment(requestId) : '';
  const statement: SentStatement = { text: comment + text, values, requestId };
  onStatement?.(statement);
  try {
    const rows = client
      ? await watch(session, client, statement, () =>
          submit(client, new SubmittedStatement(statement.text, values, timeoutMs)),
        )
      : await runAnywhere(session, statement, !planEachTime && policy.isWorthwhile(text));
    return rows as Row[];
  } catch (error) {
    throw toClientError(error);
  }
}
