import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from '@corridor/config';
import { isNativeError } from 'node:util/types';
import { readAnswer, type SubgraphAnswer } from './read-answer.js';
import type { SubgraphConnection } from './subgraph-connection.js';
import { withDeadline } from './with-deadline.js';

type ProcessOptions = Parameters<GraphQLDataSource['process']>[0];

export interface SubgraphDataSourceOptions {
  readonly name: string;
  readonly connection: SubgraphConnection;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** The one error a client sees of a fetch that failed, however it failed; it names the service and nothing else. */
const unavailable = (name: string) => ({
  message: `The ${name} service is not available.`,
  extensions: { code: 'SERVICE_UNAVAILABLE' },
});

/** Fetches from one subgraph for the gateway; never rejects. */
export class SubgraphDataSource implements GraphQLDataSource {
  constructor(private readonly options: SubgraphDataSourceOptions) {}

  async process({ request, context }: ProcessOptions): Promise<SubgraphAnswer> {
    const { name, connection, timeoutMs, logger } = this.options;
    const { query, operationName, variables } = request;
    const requestId = String((context as { requestId?: string }).requestId ?? '');
    try {
      const answer = await withDeadline(timeoutMs, (signal) =>
        connection.send({ query, operationName, variables }, requestId, signal),
      );
      const representations: unknown = variables?.['representations'];
      return readAnswer(answer, Array.isArray(representations) ? representations.length : undefined);
    } catch (error) {
      const reason = isNativeError(error)
        ? error.message || (error as { code?: string }).code
        : String(error);
      logger.warn({ requestId, subgraph: name, reason }, 'a fetch failed');
      return { errors: [unavailable(name)] };
    }
  }
}
