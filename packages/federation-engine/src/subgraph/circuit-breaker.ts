import type { CircuitState } from './fetch-stats.js';

export interface BreakerOptions {
  /** The circuit opens after this many requests in a row got no answer. Default 10. */
  readonly failuresInARow?: number;
  /** It also opens when half of at least this many requests of the last `windowMs` got none. Default 20. */
  readonly leastRequests?: number;
  /** How far back failures count, in milliseconds. Default 10,000. */
  readonly windowMs?: number;
  /** After this long, up to twice as long, one request tries whether the subgraph is back; milliseconds, default 1,000. */
  readonly openMs?: number;
}

/** Leave to send one request, to be handed back with its outcome; undefined when it was refused. */
export type Pass = number;

/**
 * Spares a subgraph that does not answer, and those who would wait for it. Passes are numbered by the state they were
 * given in, so that the outcome of a request from before a change of state does not count in the new one.
 * Times are those of `performance.now()`.
 */
export class CircuitBreaker {
  private phase: Pass = 0;
  private current: CircuitState = 'closed';
  private opensUntil = 0;
  private inARow = 0;
  private lastFailureAt = 0;
  private windowEndsAt = 0;
  private recent = { sent: 0, failed: 0 };
  private before = { sent: 0, failed: 0 };
  private readonly options: Required<BreakerOptions>;

  constructor(options: BreakerOptions = {}) {
    this.options = { failuresInARow: 10, leastRequests: 20, windowMs: 10_000, openMs: 1_000, ...options };
  }

  get state(): CircuitState {
    return this.current;
  }

  admit(now: number): Pass | undefined {
    if (this.current === 'closed') {
      if (now >= this.windowEndsAt) this.turn(now);
      this.recent.sent++;
      return this.phase;
    }
    if (this.current === 'half-open' || now < this.opensUntil) return undefined;
    return this.enter('half-open');
  }

  /** Whether a request with that pass may still be sent again. */
  isValid(pass: Pass): boolean {
    return pass === this.phase;
  }

  succeeded(pass: Pass): void {
    if (pass !== this.phase) return;
    if (this.current === 'half-open') this.enter('closed');
    else this.inARow = 0;
  }

  failed(pass: Pass, now: number): void {
    if (pass !== this.phase) return;
    const { failuresInARow, leastRequests, windowMs } = this.options;
    if (this.current === 'half-open') return this.open(now);
    if (now - this.lastFailureAt > windowMs) this.inARow = 0;
    this.lastFailureAt = now;
    this.inARow++;
    this.recent.failed++;
    const failed = this.recent.failed + this.before.failed;
    const sent = this.recent.sent + this.before.sent;
    if (this.inARow >= failuresInARow || (sent >= leastRequests && failed * 2 >= sent)) this.open(now);
  }

  /** The request ended without telling anything about the subgraph. */
  withdrawn(pass: Pass): void {
    if (pass !== this.phase) return;
    if (this.current === 'half-open')
      this.enter('open'); // its time is up already: the next request tries
    else this.recent.sent--;
  }

  private open(now: number): void {
    this.opensUntil = now + this.options.openMs * (1 + Math.random()); // gateways must not all try at once
    this.enter('open');
  }

  private enter(state: CircuitState): Pass {
    this.current = state;
    this.inARow = 0;
    this.recent = { sent: 0, failed: 0 };
    this.before = { sent: 0, failed: 0 };
    return ++this.phase;
  }

  /** The window slides in two halves: cheap, and never forgets all at once. */
  private turn(now: number): void {
    const half = this.options.windowMs / 2;
    const isStale = now >= this.windowEndsAt + half;
    this.before = isStale ? { sent: 0, failed: 0 } : this.recent;
    this.recent = { sent: 0, failed: 0 };
    this.windowEndsAt = now + half;
  }
}
