import type { Call } from '../call.js';

/** The call of several clients who wait for one answer: it goes on for as long as one of them waits. */
export class SharedCall implements Call {
  #endsAt = 0;
  #isCancelled = false;
  readonly #waiting = new Set<Call>();
  readonly #forgetters: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(readonly headers: Call['headers']) {}

  get endsAt(): number {
    return this.#endsAt;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  onCancel(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** One more who waits. */
  add(call: Call): void {
    this.#endsAt = Math.max(this.#endsAt, call.endsAt);
    this.#waiting.add(call);
    if (call.isCancelled) this.#leave(call);
    else this.#forgetters.push(call.onCancel(() => this.#leave(call)));
  }

  /** The answer is there: nobody's going matters any more. */
  end(): void {
    for (const forget of this.#forgetters.splice(0)) forget();
    this.#waiting.clear();
    this.#listeners.clear();
  }

  #leave(call: Call): void {
    if (!this.#waiting.delete(call) || this.#waiting.size > 0 || this.#isCancelled) return;
    this.#isCancelled = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}
