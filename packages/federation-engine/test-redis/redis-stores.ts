import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { StoredAnswer } from '../src/cache/answer-store.js';
import { openRedisAnswerStore, type RedisAnswerStore } from '../src/cache/redis-answer-store.js';
import { steadyNow } from '../src/cache/steady-now.js';
import { RedisServer } from './redis-server.js';

/** One server for the tests of a file, emptied before each. */
export let server: RedisServer;
/** A client beside the stores. */
export let admin: Redis;
export const open: RedisAnswerStore[] = [];

beforeAll(async () => {
  server = await RedisServer.open();
  admin = server.client();
});
afterAll(async () => {
  admin.disconnect();
  await server.close();
});
beforeEach(async () => {
  await admin.flushall();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
});

/** With a deadline that a busy machine does not miss, where a test is not about deadlines. */
export async function openStore(
  redis: string | Redis = server.url,
  deadlineMs = 1_000,
): Promise<RedisAnswerStore> {
  const store = await openRedisAnswerStore({ redis, deadlineMs });
  open.push(store);
  await until(async () => (await store.find(['-'])).moment !== undefined);
  return store;
}

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('not within ten seconds');
    await sleep(10);
  }
}

export function answer(overrides: Partial<StoredAnswer> = {}): StoredAnswer {
  const storedAt = steadyNow();
  const kept = { body: '{"a":"é\u0000\n"}', etag: 'W/"x"', storedAt, expiresAt: storedAt + 60_000 };
  return { ...kept, scope: 'public', ...overrides };
}

export async function momentOf(store: RedisAnswerStore): Promise<number> {
  const { moment } = await store.find(['no such key']);
  if (moment === undefined) throw new Error('Redis is out of reach');
  return moment;
}

export async function keep(store: RedisAnswerStore, key: string, ...tags: string[]): Promise<boolean> {
  return store.set(key, answer({ body: key }), tags, await momentOf(store));
}

export const bodyOf = async (store: RedisAnswerStore, ...keys: string[]) =>
  (await store.find(keys)).answer?.body;
