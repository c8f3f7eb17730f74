import { LRUCache } from 'lru-cache';
import type { AnswerStore, Found, StoredAnswer } from './answer-store.js';
import { InvalidationClock } from './invalidation-clock.js';
import { steadyNow } from './steady-now.js';
import { TagIndex } from './tag-index.js';

export interface MemoryAnswerStoreOptions {
  /** Answers, keys and tags together; the answers least recently used go first. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Epoch ms; the same clock for all who use the store. Default: one that never steps. */
  readonly now?: () => number;
}

interface Kept {
  readonly answer: StoredAnswer;
  readonly tags: readonly string[];
}

/** What a kept answer and each of its tags cost besides their characters, about. */
const answerOverheadBytes = 400;
const tagOverheadBytes = 120;

/** Keeps answers in this process. Invalidations are seen by this process only. */
export class MemoryAnswerStore implements AnswerStore {
  readonly #now: () => number;
  readonly #clock = new InvalidationClock();
  readonly #index = new TagIndex();
  readonly #kept: LRUCache<string, Kept>;

  constructor({ maxBytes = 64 * 1024 * 1024, now = steadyNow }: MemoryAnswerStoreOptions = {}) {
    this.#now = now;
    this.#kept = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: bytesOf,
      // However an answer leaves, so does what the index knows of it.
      dispose: ({ tags }, key) => this.#index.remove(key, tags),
    });
  }

  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /** How many tags lead to an answer. */
  get tagCount(): number {
    return this.#index.size;
  }

  find(keys: readonly string[]): Found {
    for (const key of keys) {
      const kept = this.#kept.get(key);
      if (kept === undefined) continue;
      if (this.#now() < kept.answer.expiresAt) return kept;
      this.#kept.delete(key);
    }
    return { moment: this.#clock.now };
  }

  set(key: string, answer: StoredAnswer, tags: readonly string[], moment: number): boolean {
    if (answer.expiresAt <= this.#now() || this.#clock.hasChangedSince(moment, tags)) return false;
    this.#kept.set(key, { answer, tags });
    // Indexed afterwards: what it replaces is disposed of under the same key.
    if (!this.#kept.has(key)) return false;
    this.#index.add(key, tags);
    return true;
  }

  invalidate(tags: readonly string[]): number {
    this.#clock.record(tags);
    const keys = this.#index.keysWith(tags);
    let dropped = 0;
    for (const key of keys) {
      const kept = this.#kept.peek(key);
      this.#kept.delete(key);
      if (kept !== undefined && this.#now() < kept.answer.expiresAt) dropped += 1;
    }
    return dropped;
  }

  async close(): Promise<void> {
    this.#kept.clear();
  }
}

function bytesOf({ answer, tags }: Kept, key: string): number {
  let bytes = answerOverheadBytes + textBytes(answer.body) + textBytes(key);
  for (const tag of tags) bytes += tagOverheadBytes + tag.length;
  return bytes;
}

/** A string of ASCII takes a byte a character in memory, one with other characters two. */
function textBytes(text: string): number {
  return Buffer.byteLength(text) === text.length ? text.length : 2 * text.length;
}
