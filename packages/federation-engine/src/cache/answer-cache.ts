import { answerKeys, type RequestIdentity } from './answer-key.js';
import type { AnswerStore, Found, StoredAnswer } from './answer-store.js';
import { cacheControlOf, type CachePolicy } from './cache-policy.js';
import { etagOf } from './conditional.js';
import { withUnknownKeys } from './entity-tags.js';
import { steadyNow } from './steady-now.js';

/** Headers of an answer, by names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string>>;

export interface CacheHit {
  readonly isHit: true;
  readonly body: string;
  readonly headers: AnswerHeaders;
}

/** To be handed back with the answer that was made instead. */
export interface CacheMiss {
  readonly isHit: false;
  readonly keys: { readonly open: string; readonly own?: string };
  /** Epoch ms. */
  readonly beganAt: number;
  readonly moment: number | undefined;
}

export interface MadeAnswer {
  /** JSON text. */
  readonly body: string;
  /** `uncacheable` for an answer with errors. */
  readonly policy: CachePolicy;
  readonly tags: ReadonlySet<string>;
}

export interface AnswerCacheStats {
  readonly hits: number;
  readonly misses: number;
  readonly stored: number;
  /** Answers dropped because a tag of theirs was invalidated. */
  readonly invalidated: number;
  readonly bytes: number;
}

export interface AnswerCacheOptions {
  readonly store: AnswerStore;
  /** A longer answer is not kept. Default 1 MiB. */
  readonly maxAnswerBytes?: number;
  /** Epoch ms, the store's clock. Default: one that never steps. */
  readonly now?: () => number;
}

/**
 * Whole answers of queries, kept for as long as the subgraphs allow and dropped when one of them says that something
 * in them changed.
 *
 * ```ts
 * const found = cache.lookup({ operationKey, variables, identity }); // before execution; no promise from memory
 * const looked = found instanceof Promise ? await found : found;
 * if (looked.isHit) return send(looked.body, looked.headers);        // 304: isUnchanged(ifNoneMatch, headers.etag)
 * const answer = await execute();
 * const headers = cache.store(looked, { body, policy: combinePolicies(…), tags: collectTags(data) });
 * await cache.invalidate(changedTags(extensions));                   // of every fetch, before the client is answered
 * ```
 *
 * Mutations are never looked up nor stored. Execution must begin after the lookup: what is invalidated between the two
 * calls keeps the answer from being stored.
 */
export class AnswerCache {
  readonly #store: AnswerStore;
  readonly #maxAnswerBytes: number;
  readonly #now: () => number;
  #hits = 0;
  #misses = 0;
  #stored = 0;
  #invalidated = 0;

  constructor({ store, maxAnswerBytes = 1024 * 1024, now = steadyNow }: AnswerCacheOptions) {
    this.#store = store;
    this.#maxAnswerBytes = maxAnswerBytes;
    this.#now = now;
  }

  /** The answer made for this identity, or else the one for everybody. */
  lookup(request: RequestIdentity): CacheHit | CacheMiss | Promise<CacheHit | CacheMiss> {
    const keys = answerKeys(request);
    const beganAt = this.#now();
    const found = this.#store.find(keys.own === undefined ? [keys.open] : [keys.own, keys.open]);
    if (found instanceof Promise) return found.then((late) => this.#decide(late, keys, beganAt));
    return this.#decide(found, keys, beganAt);
  }

  #decide({ answer, moment }: Found, keys: CacheMiss['keys'], beganAt: number): CacheHit | CacheMiss {
    if (answer === undefined) {
      this.#misses += 1;
      return { isHit: false, keys, beganAt, moment };
    }
    this.#hits += 1;
    return { isHit: true, body: answer.body, headers: headersOf(answer, this.#now()) };
  }

  /**
   * Keeps an answer if it may be kept, and gives the headers it goes out with, kept or not. With a store elsewhere the
   * keeping goes on behind the answer.
   */
  store(miss: CacheMiss, { body, policy, tags }: MadeAnswer): AnswerHeaders {
    if (policy.maxAgeSeconds <= 0) return { 'cache-control': cacheControlOf(policy) };
    const answer: StoredAnswer = {
      body,
      etag: etagOf(body),
      storedAt: miss.beganAt,
      expiresAt: miss.beganAt + policy.maxAgeSeconds * 1000,
      scope: policy.scope,
    };
    const key = policy.scope === 'private' ? miss.keys.own : miss.keys.open;
    if (key !== undefined && miss.moment !== undefined && Buffer.byteLength(body) <= this.#maxAnswerBytes) {
      const kept = this.#store.set(key, answer, [...tags], miss.moment);
      if (kept instanceof Promise) void kept.then((late) => this.#count(late));
      else this.#count(kept);
    }
    return headersOf(answer, this.#now());
  }

  #count(isKept: boolean): void {
    if (isKept) this.#stored += 1;
  }

  /**
   * Drops every answer with one of these tags (`Country:PAK`, `Country`, see entity-tags.ts), and those that may
   * contain such an entity unrecognised. Answers under way that have one are not kept.
   * @returns how many answers it dropped; 0 also when the store is out of reach: then they are not read until it went through
   */
  async invalidate(tags: readonly string[]): Promise<number> {
    if (tags.length === 0) return 0;
    const dropped = await this.#store.invalidate(withUnknownKeys(tags));
    this.#invalidated += dropped;
    return dropped;
  }

  stats(): AnswerCacheStats {
    return {
      hits: this.#hits,
      misses: this.#misses,
      stored: this.#stored,
      invalidated: this.#invalidated,
      bytes: this.#store.bytes,
    };
  }

  async close(): Promise<void> {
    await this.#store.close();
  }
}

/** `max-age` is the whole lifetime, `Age` what is spent of it (RFC 9111, 4.2): caches beyond subtract one from the other. */
function headersOf({ etag, storedAt, expiresAt, scope }: StoredAnswer, now: number): AnswerHeaders {
  return {
    'cache-control': cacheControlOf({ maxAgeSeconds: Math.round((expiresAt - storedAt) / 1000), scope }),
    age: String(Math.max(0, Math.floor((now - storedAt) / 1000))),
    etag,
  };
}
