import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisAnswerStore } from '../src/cache/redis-answer-store.js';
import { answer, bodyOf, openStore } from './redis-stores.js';

describe('many gateways at once', () => {
  it('never find an answer that is older than the last change they know of', async () => {
    const stores = [await openStore(), await openStore(), await openStore()];
    const versions = new Map<string, number>();
    let seed = 3;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    let [hits, stale] = [0, 0];
    const one = async (store: RedisAnswerStore) => {
      for (let step = 0; step < 400; step += 1) {
        const entity = `T:${random(5)}`;
        const known = versions.get(entity) ?? 0;
        if (random(5) === 0) {
          const next = known + 1;
          versions.set(entity, next);
          await store.invalidate([entity]);
          // Another may have changed it meanwhile; this change at least is over.
          const found = await store.find([entity]);
          if (found.answer && Number(found.answer.body) < next) stale += 1;
          continue;
        }
        const { answer: found, moment } = await store.find([entity]);
        if (found) hits += 1;
        else if (moment !== undefined) {
          const body = String(versions.get(entity) ?? 0);
          if (random(2) === 0) await sleep(random(4));
          await store.set(entity, answer({ body }), ['T', entity], moment);
        }
      }
    };
    await Promise.all([...stores, ...stores].map(one));
    for (const store of stores)
      for (let index = 0; index < 5; index += 1) {
        const body = await bodyOf(store, `T:${index}`);
        if (body !== undefined) expect(Number(body)).toBe(versions.get(`T:${index}`) ?? 0);
      }
    expect(stale).toBe(0);
    expect(hits).toBeGreaterThan(100);
  });
});
