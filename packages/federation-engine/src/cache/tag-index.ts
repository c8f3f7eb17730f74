/** Which keys have which tag, exactly: a tag without keys is not held. */
export class TagIndex {
  readonly #keys = new Map<string, Set<string>>();

  /** How many tags have a key. */
  get size(): number {
    return this.#keys.size;
  }

  add(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.#keys.get(tag);
      if (keys === undefined) this.#keys.set(tag, new Set([key]));
      else keys.add(key);
    }
  }

  remove(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.#keys.get(tag);
      if (keys?.delete(key) && keys.size === 0) this.#keys.delete(tag);
    }
  }

  keysWith(tags: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    for (const tag of tags) for (const key of this.#keys.get(tag) ?? []) found.add(key);
    return found;
  }
}
