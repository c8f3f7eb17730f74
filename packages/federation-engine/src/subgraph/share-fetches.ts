import type { Call } from '../call.js';
import { copyJson } from './copy-json.js';
import { FetchCounters } from './fetch-stats.js';
import { PendingFetch, type FetchWorker } from './pending-fetch.js';
import { haveEqualHeaders } from './request-message.js';
import { SubgraphFailure, type Subgraph, type SubgraphAnswer } from './subgraph.js';

const longestTimerMs = 2 ** 31 - 1;

/** One execution and all who wait for it. To the subgraph it is the call: cancelled when all of them are. */
class SharedFetch implements Call, FetchWorker {
  readonly headers: Call['headers'];
  readonly endsAt: number;
  readonly variables: string;
  isCancelled = false;
  readonly waiting: PendingFetch[];
  private listener: (() => void) | undefined;

  constructor(
    first: PendingFetch,
    private readonly cancelled: (shared: SharedFetch) => void,
  ) {
    const { call, variables } = first.request;
    this.headers = call.headers;
    this.endsAt = call.endsAt;
    this.variables = variables;
    this.waiting = [first];
    first.worker = this;
  }

  join(fetch: PendingFetch): void {
    fetch.worker = this;
    this.waiting.push(fetch);
  }

  onCancel(listener: () => void): () => void {
    this.listener = listener;
    return () => (this.listener = undefined);
  }

  /** At a deadline the execution is left to its own, which is to be counted against the subgraph. */
  abandoned(_fetch: PendingFetch, reason: 'deadline' | 'cancelled'): void {
    if (reason === 'deadline' || this.isCancelled || this.waiting.some(({ isOver }) => !isOver)) return;
    this.isCancelled = true;
    this.cancelled(this);
    this.listener?.();
  }

  /** Data of one's own for each: the answer's to the first, copies to the others, made before anyone writes into it. */
  settle(answer: SubgraphAnswer): void {
    const [first, ...others] = this.waiting.filter(({ isOver }) => !isOver);
    for (const fetch of others) fetch.succeed({ ...answer, data: answer.data && copyJson(answer.data) });
    first?.succeed(answer);
    this.waiting.length = 0; // for the collector's sake: see share-requests.ts
  }
}

/** The executions under way of one subgraph, by their operations: to hash the variables too would cost more. */
class FetchSharing {
  private readonly running = new Map<string, Set<SharedFetch>>();
  private readonly pendingOptions;

  constructor(private readonly subgraph: Subgraph) {
    this.pendingOptions = {
      subgraph: subgraph.name,
      counters: new FetchCounters(),
      timeoutMs: longestTimerMs, // the subgraph has its own
    };
  }

  fetch(request: PendingFetch['request']): Promise<SubgraphAnswer> {
    const fetch = new PendingFetch(request, this.pendingOptions);
    if (!fetch.isOver) this.joinOrStart(fetch);
    return fetch.answer;
  }

  private joinOrStart(fetch: PendingFetch): void {
    const { operation, variables, call } = fetch.request;
    let alike = this.running.get(operation.json);
    if (alike) {
      for (const shared of alike) {
        if (shared.variables === variables && haveEqualHeaders(shared.headers, call.headers)) {
          return shared.join(fetch);
        }
      }
    } else {
      alike = new Set();
      this.running.set(operation.json, alike);
    }
    const remove = (shared: SharedFetch) => this.remove(operation.json, shared);
    const shared = new SharedFetch(fetch, remove);
    alike.add(shared);
    this.subgraph.fetch({ operation, variables, call: shared }).then(
      (answer) => {
        remove(shared);
        this.settle(shared, answer);
      },
      (error: unknown) => {
        remove(shared);
        this.fail(shared, error);
      },
    );
  }

  private remove(json: string, shared: SharedFetch): void {
    const alike = this.running.get(json);
    if (alike?.delete(shared) && alike.size === 0) this.running.delete(json);
  }

  private settle(shared: SharedFetch, answer: SubgraphAnswer): void {
    try {
      shared.settle(answer);
    } catch (cause) {
      this.fail(shared, new SubgraphFailure(this.subgraph.name, 'not GraphQL', 'nested too deep', { cause }));
    }
  }

  private fail(shared: SharedFetch, error: unknown): void {
    const failure =
      error instanceof SubgraphFailure
        ? error
        : new SubgraphFailure(this.subgraph.name, 'unreachable', 'it failed unexpectedly', { cause: error });
    const endedEarly = failure.reason === 'deadline' && performance.now() >= shared.endsAt;
    for (const fetch of shared.waiting.splice(0)) {
      if (fetch.isOver) continue;
      // Who started it had less time than who joined: they try again, together.
      if (endedEarly && fetch.request.call.endsAt > shared.endsAt) this.joinOrStart(fetch);
      else fetch.fail(failure);
    }
  }
}

/**
 * Lets queries that are alike and under way at the same time share one execution: same operation, variables and
 * headers but for `x-request-id`, which is that of the first. Each gets data of its own. One's cancellation or
 * deadline does not touch the others. Mutations are never shared.
 * @returns the subgraph with another `fetch`; what else it offers, its statistics for one, stays
 */
export function shareFetches<Way extends Subgraph>(subgraph: Way): Way {
  const sharing = new FetchSharing(subgraph);
  return {
    ...subgraph,
    fetch: (request: PendingFetch['request']) =>
      request.operation.kind === 'query' ? sharing.fetch(request) : subgraph.fetch(request),
    close: () => subgraph.close(),
  };
}
