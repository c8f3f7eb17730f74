import { CircuitBreaker, type BreakerOptions } from './circuit-breaker.js';
import { Delivery, type HttpWay } from './delivery.js';
import { FetchGatherer } from './fetch-gatherer.js';
import { FetchCounters, type ObservedSubgraph } from './fetch-stats.js';
import { HttpTransport } from './http-transport.js';
import { PendingFetch } from './pending-fetch.js';

export interface HttpSubgraphOptions {
  readonly name: string;
  /** Where it takes POST requests, such as `http://127.0.0.1:4001/graphql`. */
  readonly url: string;
  /** The longest a fetch may take, its second try included, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** When to stop asking a subgraph that gives no answers. */
  readonly breaker?: BreakerOptions;
  /** A larger body of an answer is cut off and the fetch fails, in bytes. Default 20,000,000. */
  readonly maxAnswerBytes?: number;
  /** Kept connections at most; more requests than that wait. As many more may be opened for mutations and second tries. Default 64. */
  readonly connections?: number;
  /**
   * How many queries of one turn of the event loop may be sent as one JSON array; the subgraph must take arrays.
   * Default 1: none are.
   */
  readonly maxBatch?: number;
}

/**
 * A subgraph behind HTTP, over kept connections. A query that was cut off, could not be sent, or was answered by a
 * proxy with 502, 503 or 504 is tried once more after a random pause of at most 50 ms; a mutation never is.
 * Fetches reject with {@link SubgraphFailure}: `deadline` after `timeoutMs` or at the call's end, `circuit open`
 * without asking. `close` ends at once; what is under way fails.
 */
export function httpSubgraph(options: HttpSubgraphOptions): ObservedSubgraph {
  const {
    name,
    url,
    timeoutMs = 10_000,
    maxAnswerBytes = 20_000_000,
    connections = 64,
    maxBatch = 1,
  } = options;
  const breaker = new CircuitBreaker(options.breaker);
  const counters = new FetchCounters();
  const transport = new HttpTransport({ url, connections, maxAnswerBytes });
  const way: HttpWay = { name, timeoutMs, transport, breaker, counters };
  const deliver = (fetches: PendingFetch[]) => new Delivery(way, fetches).start();
  const gatherer = maxBatch > 1 ? new FetchGatherer(maxBatch, deliver) : undefined;
  const pendingOptions = { subgraph: name, counters, timeoutMs };

  return {
    name,
    fetch: (request) => {
      const fetch = new PendingFetch(request, pendingOptions);
      if (gatherer && request.operation.kind === 'query') gatherer.add(fetch);
      else deliver([fetch]);
      return fetch.answer;
    },
    stats: () => counters.read(breaker.state),
    close: () => transport.close(),
  };
}
