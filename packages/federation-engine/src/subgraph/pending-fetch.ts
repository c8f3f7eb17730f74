import type { FetchCounters } from './fetch-stats.js';
import { SubgraphFailure, type SubgraphAnswer, type SubgraphRequest } from './subgraph.js';

/** Whoever works on a fetch, and wants to know when nobody waits for it any more. */
export interface FetchWorker {
  abandoned(fetch: PendingFetch, reason: 'deadline' | 'cancelled'): void;
}

export interface PendingFetchOptions {
  readonly subgraph: string;
  readonly counters: FetchCounters;
  /** The longest this fetch may take, in milliseconds; its call's end may come first. */
  readonly timeoutMs: number;
}

const expire = (fetch: PendingFetch): void => fetch.abandon('deadline');

/** One fetch until its end, which is the first of: an answer, a failure, its deadline, its call's cancellation. */
export class PendingFetch {
  readonly answer: Promise<SubgraphAnswer>;
  /** How long it was given, in milliseconds. */
  readonly givenMs: number;
  isOver = false;
  worker: FetchWorker | undefined;
  private resolve!: (answer: SubgraphAnswer) => void;
  private reject!: (failure: SubgraphFailure) => void;
  private timer: NodeJS.Timeout | undefined;
  private forgetCall: (() => void) | undefined;

  constructor(
    readonly request: SubgraphRequest,
    private readonly options: PendingFetchOptions,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const { call } = request;
    const { counters, timeoutMs } = options;
    counters.fetches++;
    counters.inFlight++;
    // Whole milliseconds, rounded up: Node keeps one list of timers per length, and must not wake before the end.
    this.givenMs = Math.min(timeoutMs, Math.ceil(call.endsAt - performance.now()));
    if (call.isCancelled) this.abandon('cancelled');
    else if (this.givenMs <= 0) this.abandon('deadline');
    else {
      this.timer = setTimeout(expire, this.givenMs, this);
      this.forgetCall = call.onCancel(() => this.abandon('cancelled'));
    }
  }

  succeed(answer: SubgraphAnswer): void {
    if (this.end()) this.resolve(answer);
  }

  fail(failure: SubgraphFailure): void {
    if (!this.end()) return;
    this.options.counters.failed(failure.reason);
    this.reject(failure);
  }

  abandon(reason: 'deadline' | 'cancelled'): void {
    if (this.isOver) return;
    const message =
      reason === 'deadline' ? `no answer within ${this.givenMs} ms` : 'nobody waits for the answer';
    this.fail(new SubgraphFailure(this.options.subgraph, reason, message));
    this.worker?.abandoned(this, reason);
  }

  private end(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    this.options.counters.inFlight--;
    clearTimeout(this.timer);
    this.forgetCall?.();
    return true;
  }
}
