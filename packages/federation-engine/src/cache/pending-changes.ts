/** From here on only the types of entities are remembered: every answer with an entity has its type's tag as well. */
const mostTags = 10_000;

/** Invalidations that did not get through, tried again until they do. */
export class PendingChanges {
  /** Replaced, never changed, so that a try can tell whether something came in meanwhile. */
  #tags: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** @param send resolves with false when it did not get through */
  constructor(
    private readonly send: (tags: readonly string[]) => Promise<boolean>,
    private readonly retryAfterMs: number,
  ) {}

  get isEmpty(): boolean {
    return this.#tags.size === 0;
  }

  add(tags: readonly string[]): void {
    let all = [...this.#tags, ...tags];
    if (all.length > mostTags) all = all.map((tag) => tag.split(':', 1)[0] ?? tag);
    this.#tags = new Set(all);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#retry(), this.retryAfterMs).unref();
  }

  async #retry(): Promise<void> {
    const tags = this.#tags;
    const isSent = await this.send([...tags]);
    if (isSent && this.#tags === tags) this.#tags = new Set();
    this.#timer = undefined;
    if (!this.isEmpty) this.#schedule();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}
