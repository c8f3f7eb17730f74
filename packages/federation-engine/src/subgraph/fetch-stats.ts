import type { FailureReason, Subgraph } from './subgraph.js';

export type CircuitState = 'closed' | 'open' | 'half-open';

/** What went to one subgraph since it was opened, and how it stands now. */
export interface SubgraphStats {
  /** Fetches asked for. */
  readonly fetches: number;
  /** Of these, how many wait for their answer now. */
  readonly inFlight: number;
  /** How many failed, by reason; only reasons that occurred. */
  readonly failures: Readonly<Partial<Record<FailureReason, number>>>;
  /** HTTP requests sent for them, second tries included: fewer than the fetches where some went together. */
  readonly requests: number;
  /** Second tries. */
  readonly retries: number;
  readonly circuit: CircuitState;
}

/** A way to a subgraph that keeps count. */
export interface ObservedSubgraph extends Subgraph {
  /** The counts of this moment, as an object of their own. */
  stats(): SubgraphStats;
}

/** The counters behind {@link SubgraphStats}: plain fields, because they are written on every fetch. */
export class FetchCounters {
  fetches = 0;
  inFlight = 0;
  requests = 0;
  retries = 0;
  private readonly failures: Partial<Record<FailureReason, number>> = {};

  failed(reason: FailureReason): void {
    this.failures[reason] = (this.failures[reason] ?? 0) + 1;
  }

  read(circuit: CircuitState): SubgraphStats {
    const { fetches, inFlight, requests, retries } = this;
    return { fetches, inFlight, failures: { ...this.failures }, requests, retries, circuit };
  }
}
