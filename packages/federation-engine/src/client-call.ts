import type { Call } from './call.js';

/** The call of one client, who may go away. */
export class ClientCall implements Call {
  readonly endsAt: number;
  private readonly listeners = new Set<() => void>();
  private cancelled = false;

  /**
   * @param headers sent to subgraphs with every fetch, names in lower case
   * @param timeoutMs how long all of the request may take
   */
  constructor(
    readonly headers: Readonly<Record<string, string>>,
    timeoutMs: number,
  ) {
    this.endsAt = performance.now() + timeoutMs;
  }

  get isCancelled(): boolean {
    return this.cancelled;
  }

  onCancel(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Nobody waits for the answer any more. */
  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }
}
