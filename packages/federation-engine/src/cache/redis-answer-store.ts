import { createHash, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { AnswerStore, Found, StoredAnswer } from './answer-store.js';
import { PendingChanges } from './pending-changes.js';
import { linkOptions, RedisLink } from './redis-link.js';
import { steadyNow } from './steady-now.js';

export interface RedisAnswerStoreOptions {
  /**
   * Where it is: `redis://…`, or a client whose options are taken for a connection of the store's own. Needs the package
   * `ioredis` and Redis 6 or later. All gateways on one Redis share their answers and invalidations.
   */
  readonly redis: string | Redis;
  /** How long a read or an invalidation waits for Redis, in ms. Default 50. */
  readonly deadlineMs?: number;
  /** Epoch ms. Default: a clock that never steps. */
  readonly now?: () => number;
}

/** How many invalidated tags are remembered for the sake of answers under way. */
const rememberedTags = 10_000;
const retryAfterMs = 500;

/** Connects in the background: until it is connected, everything is a miss. */
export async function openRedisAnswerStore(options: RedisAnswerStoreOptions): Promise<RedisAnswerStore> {
  const { redis, deadlineMs = 50, now = steadyNow } = options;
  if (typeof redis !== 'string') {
    const link = new RedisLink(redis.duplicate(linkOptions), deadlineMs, redis.options.keyPrefix ?? '');
    return new RedisAnswerStore(link, now);
  }
  // Loaded here, so that those who keep answers in memory need not have it.
  const { Redis: Client } = await import('ioredis');
  return new RedisAnswerStore(new RedisLink(new Client(redis, linkOptions), deadlineMs, ''), now);
}

/**
 * Keeps answers in Redis, for several gateways. A Redis that is slow or gone makes nothing fail: it is a miss, after the
 * deadline at most, and at once while it is known to fail. An invalidation that does not get through is tried again, and
 * until it has, nothing is read or kept by this gateway. (Another gateway that still reaches Redis goes on reading.)
 */
export class RedisAnswerStore implements AnswerStore {
  /** Nothing is held here. */
  readonly bytes = 0;
  readonly #pending: PendingChanges;

  constructor(
    private readonly link: RedisLink,
    private readonly now: () => number,
  ) {
    this.#pending = new PendingChanges(async (tags) => (await this.#send(tags)) !== undefined, retryAfterMs);
  }

  find(keys: readonly string[]): Found | Promise<Found> {
    return this.link.isUsable && this.#pending.isEmpty ? this.#find(keys) : {};
  }

  async #find(keys: readonly string[]): Promise<Found> {
    const reply = await this.link.attempt((scripts, { prefix, evicts }) =>
      scripts.findAnswer(
        keys.length + 1,
        `${prefix}changes`,
        ...keys.map((key) => answerKey(prefix, key)),
        prefix,
        evicts ? '1' : '0',
      ),
    );
    if (reply === undefined) return {};
    if (!Array.isArray(reply)) return { moment: Number(reply) };
    const answer = readAnswer(reply, this.now());
    return answer ? { answer } : {};
  }

  async set(key: string, answer: StoredAnswer, tags: readonly string[], moment: number): Promise<boolean> {
    const lifetimeMs = Math.floor(answer.expiresAt - this.now());
    if (lifetimeMs <= 0 || !this.link.isUsable || !this.#pending.isEmpty) return false;
    const kept = await this.link.attempt((scripts, { prefix }) =>
      scripts.setAnswer(
        `${prefix}changes`,
        answerKey(prefix, key),
        prefix,
        moment,
        lifetimeMs,
        tags.length === 0 ? '[]' : JSON.stringify(tags),
        randomUUID(),
        answer.body,
        answer.etag,
        answer.storedAt,
        answer.expiresAt,
        answer.scope,
      ),
    );
    return kept === 1;
  }

  async invalidate(tags: readonly string[]): Promise<number> {
    const dropped = await this.#send(tags);
    if (dropped === undefined) this.#pending.add(tags);
    return dropped ?? 0;
  }

  #send(tags: readonly string[]): Promise<number | undefined> {
    return this.link.attempt((scripts, { prefix }) =>
      scripts.invalidateAnswers(`${prefix}changes`, prefix, rememberedTags, ...tags),
    );
  }

  async close(): Promise<void> {
    this.#pending.close();
    this.link.close();
  }
}

/** Keys are long, and identities may be secrets. */
function answerKey(prefix: string, key: string): string {
  return `${prefix}answer:${createHash('sha256').update(key).digest('base64url')}`;
}

/**
 * The gateway that kept it may have another clock: what Redis says is left counts as well, and the earlier end is taken.
 */
function readAnswer(reply: readonly unknown[], now: number): StoredAnswer | undefined {
  const [body, etag, storedAt, expiresAt, scope, leftMs] = reply;
  if (typeof body !== 'string' || typeof etag !== 'string') return undefined;
  const endsAt = Math.min(Number(expiresAt), now + Number(leftMs));
  if (!(now < endsAt)) return undefined;
  const lifetimeMs = Number(expiresAt) - Number(storedAt);
  return {
    body,
    etag,
    storedAt: endsAt - lifetimeMs,
    expiresAt: endsAt,
    scope: scope === 'private' ? 'private' : 'public',
  };
}
