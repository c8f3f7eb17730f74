import { createLogger } from '@corridor/config';
import type { ConnectionTarget } from '@corridor/database';
import { openService, type RequestContext, type Service } from '@corridor/subgraph';
import type { FormattedExecutionResult } from 'graphql';
import { openTestDatabase } from './test-database.js';

/** A subgraph over a database of its own, asked through its own door. */
export interface TestService {
  readonly target: ConnectionTarget;
  /** `data` is typed loosely: tests look into answers by path. */
  execute(
    query: string,
    variables?: Record<string, unknown>,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer's shape is the query's
  ): Promise<FormattedExecutionResult<any>>;
  /** Every SQL statement since the last `clearStatements`. */
  readonly statements: readonly string[];
  clearStatements(): void;
  close(): Promise<void>;
}

/** Opens a service over a copy of the compiled facts, or over the database given. */
export async function openTestService<Context extends RequestContext>(
  service: Service<Context>,
  given?: ConnectionTarget,
): Promise<TestService> {
  const own = given ? undefined : await openTestDatabase(service.name);
  const target = given ?? own!.target;
  const statements: string[] = [];
  const open = await openService(service, {
    target,
    logger: createLogger(service.name, 'silent'),
    onStatement: ({ text }) => void statements.push(text),
    poolSize: 4,
  });
  await open.loaded;
  return {
    target,
    execute: (query, variables) => open.execute({ query, variables }, 'test'),
    statements,
    clearStatements: () => void statements.splice(0),
    close: async () => {
      await open.close();
      await own?.drop();
    },
  };
}
