import { setTimeout as delay } from 'node:timers/promises';
import type { SupergraphFacts } from './planner.js';
import { RunningWorker } from './running-worker.js';

/** How many threads may fail in a row before those who wait are told. */
const failuresAtMost = 5;
const firstPauseMs = 50;
const longestPauseMs = 5_000;

/** The first replacement comes at once, the next after pauses that double. */
const pauseMs = (failures: number) =>
  failures < 2 ? 0 : Math.min(firstPauseMs * 2 ** (failures - 2), longestPauseMs);

/** A planner's thread that is replaced whenever it ends, until it is closed. */
export class KeptWorker {
  readonly #closing = new AbortController();
  /** The thread that serves, or is about to; none when nothing but a new request is reason to try again. */
  #current: Promise<RunningWorker> | undefined;
  /** The latest thread, which may not have opened yet. */
  #latest: RunningWorker | undefined;
  #failures = 0;
  #holdsProcess = true;

  constructor(
    private readonly supergraphSdl: string,
    private readonly heapLimitMb: number,
  ) {}

  /**
   * Starts the first thread, once only: what is wrong with it is wrong with the supergraph.
   *
   * @throws Error when the supergraph is broken or is too large for the thread's memory
   */
  async open(): Promise<SupergraphFacts> {
    const worker = this.#start();
    const facts = await worker.opened;
    this.#keep(worker);
    this.#current = Promise.resolve(worker);
    return facts;
  }

  /** The thread that serves; rejects when thread after thread failed to open. */
  get(): Promise<RunningWorker> {
    return (this.#current ??= this.#openNext());
  }

  /** Tells that the thread is of use, so that its end would be the first of its kind. */
  reportSuccess(): void {
    this.#failures = 0;
  }

  /** Ends a thread that does not come back from what it does; that is not held against the next one. */
  async replace(worker: RunningWorker): Promise<void> {
    this.#failures = 0;
    await worker.terminate();
    await worker.ended;
  }

  /** Whether the process stays alive for the sake of the thread; it does until told otherwise. */
  holdProcess(isHeld: boolean): void {
    this.#holdsProcess = isHeld;
    this.#latest?.holdProcess(isHeld);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('The planner was closed'));
    await this.#latest?.terminate();
  }

  #start(): RunningWorker {
    this.#closing.signal.throwIfAborted();
    const worker = new RunningWorker(this.supergraphSdl, this.heapLimitMb);
    worker.holdProcess(this.#holdsProcess);
    return (this.#latest = worker);
  }

  #keep(worker: RunningWorker): void {
    void worker.ended.then(() => {
      this.#failures += 1;
      const isWorthTrying = this.#failures < failuresAtMost && !this.#closing.signal.aborted;
      this.#current = isWorthTrying ? this.#openNext() : undefined;
    });
  }

  #openNext(): Promise<RunningWorker> {
    const next = this.#tryToOpen();
    next.catch(() => (this.#current = undefined));
    return next;
  }

  async #tryToOpen(): Promise<RunningWorker> {
    for (;;) {
      await delay(pauseMs(this.#failures), undefined, { signal: this.#closing.signal });
      const worker = this.#start();
      try {
        await worker.opened;
        this.#keep(worker);
        return worker;
      } catch (error) {
        this.#failures += 1;
        if (this.#failures % failuresAtMost === 0) throw error;
      }
    }
  }
}
