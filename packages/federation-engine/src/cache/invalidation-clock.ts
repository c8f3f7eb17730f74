/** More than this many tags invalidated while one answer is being made, and it is not kept to be on the safe side. */
const mostTags = 10_000;

/**
 * Counts invalidations, and knows for the last 10,000 tags when each was invalidated last. What it forgot is taken to
 * have been invalidated as late as possible, so that forgetting never keeps a stale answer.
 */
export class InvalidationClock {
  #now = 0;
  /** Everything forgotten was invalidated at this moment or before. */
  #horizon = 0;
  /** In the order of invalidation. */
  readonly #lastAt = new Map<string, number>();

  get now(): number {
    return this.#now;
  }

  record(tags: readonly string[]): void {
    this.#now += 1;
    for (const tag of tags) {
      this.#lastAt.delete(tag);
      this.#lastAt.set(tag, this.#now);
    }
    for (const [tag, at] of this.#lastAt) {
      if (this.#lastAt.size <= mostTags) break;
      this.#lastAt.delete(tag);
      this.#horizon = at;
    }
  }

  /** Whether one of the tags may have been invalidated after the moment given. */
  hasChangedSince(moment: number, tags: readonly string[]): boolean {
    if (moment < this.#horizon) return true;
    if (moment === this.#now) return false;
    return tags.some((tag) => (this.#lastAt.get(tag) ?? 0) > moment);
  }
}
