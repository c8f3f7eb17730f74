import type { Call } from '../call.js';
import { FetchCounters, type ObservedSubgraph } from './fetch-stats.js';
import { PendingFetch } from './pending-fetch.js';
import { readAnswer } from './read-answer.js';
import { SubgraphFailure, type FetchOperation } from './subgraph.js';

export interface LocalRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly kind: FetchOperation['kind'];
}

export interface LocalAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

export interface LocalSubgraphOptions {
  readonly name: string;
  /**
   * Executes an operation. The answer becomes the engine's, which writes into its data: it must be neither frozen
   * nor kept. What it rejects with, or throws, fails the fetch. Nothing stops it: at a deadline or when the call is
   * cancelled only the waiting ends, so what is expensive should look at the call.
   */
  execute(request: LocalRequest, call: Call): Promise<LocalAnswer>;
  /** The longest a fetch may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

/** A subgraph in this process: no HTTP, and no JSON but for the variables. What it cannot answer is 'unreachable'. */
export function localSubgraph({ name, execute, timeoutMs = 10_000 }: LocalSubgraphOptions): ObservedSubgraph {
  const counters = new FetchCounters();
  const options = { subgraph: name, counters, timeoutMs };

  const run = async (fetch: PendingFetch): Promise<void> => {
    const { operation, variables, call } = fetch.request;
    try {
      const request: LocalRequest = {
        query: operation.text,
        operationName: operation.name,
        variables: variables === '{}' ? {} : (JSON.parse(variables) as Record<string, unknown>),
        kind: operation.kind,
      };
      const answer = await execute(request, call);
      fetch.succeed(readAnswer(name, answer));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      fetch.fail(
        error instanceof SubgraphFailure
          ? error
          : new SubgraphFailure(name, 'unreachable', message, { cause: error }),
      );
    }
  };

  return {
    name,
    fetch: (request) => {
      const fetch = new PendingFetch(request, options);
      if (!fetch.isOver) void run(fetch);
      return fetch.answer;
    },
    stats: () => counters.read('closed'),
    close: () => Promise.resolve(), // whoever opened it closes it
  };
}
