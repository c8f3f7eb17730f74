import type { CircuitBreaker, Pass } from './circuit-breaker.js';
import type { FetchCounters } from './fetch-stats.js';
import type { HttpExchange, HttpResponse, Receiver } from './http-exchange.js';
import type { HttpTransport } from './http-transport.js';
import type { FetchWorker, PendingFetch } from './pending-fetch.js';
import { readFailure, type TransportFailure } from './read-failure.js';
import { readResponse } from './read-response.js';
import { bodyOf, headersOf } from './request-message.js';
import { SubgraphFailure } from './subgraph.js';

/** What the fetches of one subgraph share. */
export interface HttpWay {
  readonly name: string;
  readonly timeoutMs: number;
  readonly transport: HttpTransport;
  readonly breaker: CircuitBreaker;
  readonly counters: FetchCounters;
}

/** A second try waits a random part of this, so that those who failed together do not come back together. */
const longestPauseMs = 50;
/** A fetch given less than this part of the usual time and not answered tells nothing about the subgraph. */
const fairPart = 0.1;

const isOver = (fetch: PendingFetch) => fetch.isOver;
const isLive = (fetch: PendingFetch) => !fetch.isOver;

/** Fetches that travel in one HTTP request: usually one. It is sent a second time when that may help and cannot harm. */
export class Delivery implements FetchWorker, Receiver {
  private exchange: HttpExchange | undefined;
  private pause: NodeJS.Timeout | undefined;
  private pass: Pass | undefined;
  private isSecondTry = false;
  private ranOutOfTime = false;
  private readonly isQuery: boolean;

  /** @param fetches all queries, or a single one of any kind */
  constructor(
    private readonly way: HttpWay,
    private fetches: PendingFetch[],
  ) {
    this.isQuery = fetches[0]?.request.operation.kind === 'query';
  }

  start(): void {
    if (this.fetches.every(isOver)) return;
    const { breaker, name } = this.way;
    this.pass = breaker.admit(performance.now());
    if (this.pass === undefined) {
      this.failAll(new SubgraphFailure(name, 'circuit open', 'it gave no answers lately and is not asked'));
      return;
    }
    for (const fetch of this.fetches) fetch.worker = this;
    this.send();
  }

  abandoned(fetch: PendingFetch, reason: 'deadline' | 'cancelled'): void {
    if (reason === 'deadline' && fetch.givenMs >= this.way.timeoutMs * fairPart) this.ranOutOfTime = true;
    if (this.fetches.some(isLive)) return;
    clearTimeout(this.pause);
    this.exchange?.cancel();
    this.report(this.ranOutOfTime ? 'down' : 'unknown');
  }

  received(response: HttpResponse): void {
    const { fetches } = this;
    const answers = readResponse(this.way.name, response, fetches.length);
    if (answers instanceof SubgraphFailure) {
      if (response.status < 502 || response.status > 504) return this.end('up', answers);
      // A proxy says that it has no subgraph to ask.
      return this.failed({ reason: 'unreachable', message: answers.message, subgraph: 'down' });
    }
    this.report('up');
    fetches.forEach((fetch, index) => {
      const answer = answers[index];
      if (answer instanceof SubgraphFailure) fetch.fail(answer);
      else if (answer) fetch.succeed(answer);
    });
  }

  broke(error: Error, wasSent: boolean): void {
    this.failed(readFailure(error, wasSent), error);
  }

  private send(): void {
    if (this.fetches.some(isOver)) this.fetches = this.fetches.filter(isLive);
    const { fetches, way } = this;
    way.counters.requests++;
    this.exchange = way.transport.send(
      {
        body: bodyOf(fetches),
        headers: headersOf(fetches),
        onNewConnection: this.isSecondTry || !this.isQuery, // neither may fail because a kept connection went stale
      },
      this,
    );
  }

  private failed(failure: TransportFailure, cause?: Error): void {
    const { way, pass } = this;
    const mayRetry = this.isQuery && !this.isSecondTry && pass !== undefined && way.breaker.isValid(pass);
    if (mayRetry && failure.subgraph === 'down') {
      this.isSecondTry = true;
      way.counters.retries++;
      this.pause = setTimeout(() => this.send(), Math.random() * longestPauseMs);
      return;
    }
    this.end(failure.subgraph, new SubgraphFailure(way.name, failure.reason, failure.message, { cause }));
  }

  private end(subgraph: TransportFailure['subgraph'], failure: SubgraphFailure): void {
    this.report(subgraph);
    this.failAll(failure);
  }

  private failAll(failure: SubgraphFailure): void {
    for (const fetch of this.fetches) fetch.fail(failure);
  }

  private report(subgraph: TransportFailure['subgraph']): void {
    const { pass, way } = this;
    if (pass === undefined) return;
    if (subgraph === 'up') way.breaker.succeeded(pass);
    else if (subgraph === 'down') way.breaker.failed(pass, performance.now());
    else way.breaker.withdrawn(pass);
  }
}
