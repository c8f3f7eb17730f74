import type { CacheScope } from './cache-policy.js';

/** An answer as it is kept. */
export interface StoredAnswer {
  /** JSON text. */
  readonly body: string;
  readonly etag: string;
  /** When the making of it began, epoch ms: its age counts from there. */
  readonly storedAt: number;
  /** From then on it is not given any more, epoch ms. */
  readonly expiresAt: number;
  readonly scope: CacheScope;
}

export interface Found {
  readonly answer?: StoredAnswer;
  /**
   * With no answer, where the store's count of invalidations stood. An answer is made of what was read after such a
   * moment; if one of its tags was invalidated since, it may hold what was true before, and is not kept. Missing when
   * the store is out of reach: then nothing can be kept.
   */
  readonly moment?: number;
}

/** Keeps answers. Nothing here fails because the place they are kept in is slow or gone: that is a miss. */
export interface AnswerStore {
  /**
   * The first answer under one of the keys that has not expired. At once where the store can, so that a hit costs no
   * promise.
   */
  find(keys: readonly string[]): Found | Promise<Found>;
  /**
   * Keeps an answer made since `moment`; false when it was not kept.
   * @param tags see entity-tags.ts; each once, and with an entity's its type's
   */
  set(key: string, answer: StoredAnswer, tags: readonly string[], moment: number): boolean | Promise<boolean>;
  /** Drops every answer that has one of the tags, and lets none be kept whose making is under way; how many it dropped. */
  invalidate(tags: readonly string[]): number | Promise<number>;
  /** Bytes held in this process, about. */
  readonly bytes: number;
  close(): Promise<void>;
}
