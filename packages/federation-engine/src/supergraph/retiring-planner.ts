import type { Planner, PlanRequest } from '../planner/planner.js';

/** Requests that began on a supergraph plan their operation soon after, if at all. */
const graceMs = 10_000;

/** A planner that can be closed without failing those who still wait for a plan. */
export class RetiringPlanner implements Planner {
  readonly facts: Planner['facts'];
  #planning = 0;
  #isGraceOver = false;
  #isRetired = false;
  #timer: NodeJS.Timeout | undefined;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly planner: Planner,
    private readonly onCloseError: (error: Error) => void,
  ) {
    this.facts = planner.facts;
  }

  async plan(request: PlanRequest): ReturnType<Planner['plan']> {
    this.#planning += 1;
    try {
      return await this.planner.plan(request);
    } finally {
      this.#planning -= 1;
      this.#closeWhenIdle();
    }
  }

  /** Closes after a grace, and not before every plan asked for is made. */
  retire(): void {
    this.#isRetired = true;
    this.#timer = setTimeout(() => this.endGrace(), graceMs).unref();
  }

  /** Ends the grace of a planner that retires: it closes as soon as nobody waits for a plan. */
  endGrace(): void {
    this.#isGraceOver = true;
    this.#closeWhenIdle();
  }

  /** Closes now, whoever waits. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closed ??= this.planner.close().catch((error: Error) => this.onCloseError(error));
    await this.#closed;
  }

  #closeWhenIdle(): void {
    if (this.#isRetired && this.#isGraceOver && this.#planning === 0) void this.close();
  }
}
