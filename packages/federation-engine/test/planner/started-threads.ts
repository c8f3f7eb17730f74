import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';

const channel = 'worker_threads';

/** Node's own news of the threads that this process starts, so that a test can end one behind its owner's back. */
export class StartedThreads {
  readonly threads: Worker[] = [];
  readonly #listener = (message: unknown) => {
    this.threads.push((message as { readonly worker: Worker }).worker);
  };

  constructor() {
    subscribe(channel, this.#listener);
  }

  get latest(): Worker {
    const thread = this.threads.at(-1);
    if (!thread) throw new Error('no thread was started');
    return thread;
  }

  /** How many have not ended; one that has ended has no id. */
  get running(): number {
    return this.threads.filter(({ threadId }) => threadId !== -1).length;
  }

  stop(): void {
    unsubscribe(channel, this.#listener);
  }
}
