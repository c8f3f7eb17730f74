import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@corridor/config';
import {
  describeUnreachable,
  ensureDatabase,
  openDatabase,
  toDatabaseProblem,
  type ConnectionTarget,
  type Database,
  type SentStatement,
} from '@corridor/database';
import { ClientError } from '@corridor/schema';
import type { LoadProgress, RequestContext, Service } from './service.js';

export interface OpenServiceOptions {
  readonly target: ConnectionTarget;
  /** Copies of it to read from; default: none. */
  readonly replicas?: readonly ConnectionTarget[];
  readonly logger: Logger;
  /** Default: nobody is told. */
  readonly onProgress?: LoadProgress;
  /** Told, with a sentence for a person, each time the database cannot be reached at the start. Default: nobody is. */
  readonly onUnreachable?: (sentence: string) => void;
  /** Called before each SQL statement. */
  readonly onStatement?: (statement: SentStatement) => void;
  /** Most database connections at once; default 8. */
  readonly poolSize?: number;
}

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
      const { target, replicas, logger, onStatement, poolSize } = options;
      const database = await openDatabase({
        target,
        replicas,
        name,
        entities,
        migrations,
        logger,
        onStatement,
        poolSize,
      });
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
