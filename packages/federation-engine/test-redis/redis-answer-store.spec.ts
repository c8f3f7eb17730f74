import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRedisAnswerStore } from '../src/cache/redis-answer-store.js';
import { steadyNow } from '../src/cache/steady-now.js';
import { admin, answer, bodyOf, keep, momentOf, open, openStore, server, until } from './redis-stores.js';

describe('answers kept in Redis', () => {
  it('come back as they were, to every gateway', async () => {
    const [one, other] = [await openStore(), await openStore()];
    const kept = answer({ scope: 'private' });
    expect(await one.set('a', kept, ['T'], await momentOf(one))).toBe(true);
    const { answer: found } = await other.find(['b', 'a']);
    expect(found).toMatchObject({ body: kept.body, etag: kept.etag, scope: 'private' });
    expect(Math.abs((found?.expiresAt ?? 0) - kept.expiresAt)).toBeLessThan(50);
    expect((found?.expiresAt ?? 0) - (found?.storedAt ?? 0)).toBe(60_000);
  });

  it('are the first there is of several keys', async () => {
    const store = await openStore();
    await keep(store, 'open');
    expect(await bodyOf(store, 'own', 'open')).toBe('open');
    await keep(store, 'own');
    expect(await bodyOf(store, 'own', 'open')).toBe('own');
  });

  it('are never given past their age, and leave nothing behind', async () => {
    const store = await openStore();
    const kept = answer({ expiresAt: steadyNow() + 300 });
    await store.set('a', kept, ['T', 'T:1'], await momentOf(store));
    while (steadyNow() < kept.expiresAt - 20) {
      expect(await bodyOf(store, 'a')).toBe(kept.body);
      await sleep(10);
    }
    await sleep(20);
    expect(await bodyOf(store, 'a')).toBeUndefined();
    await sleep(50);
    expect((await admin.keys('*')).map((key) => key.replace(/.*:/, ''))).toEqual(['changes']);
  });

  it('are not given past their age by a gateway whose clock is behind or ahead', async () => {
    const store = await openStore();
    await store.set('a', answer({ expiresAt: steadyNow() + 200 }), [], await momentOf(store));
    const behind = await openRedisAnswerStore({
      redis: server.url,
      now: () => steadyNow() - 3_600_000,
    });
    open.push(behind);
    await until(async () => (await behind.find(['-'])).moment !== undefined);
    const { answer: found } = await behind.find(['a']);
    expect((found?.expiresAt ?? 0) - (steadyNow() - 3_600_000)).toBeLessThan(200);
    await sleep(210);
    expect(await bodyOf(behind, 'a')).toBeUndefined();
  });

  it('are not kept past their age by a Redis that was held up when they were sent', async () => {
    const store = await openStore();
    const moment = await momentOf(store);
    server.signal('SIGSTOP');
    try {
      expect(await store.set('a', answer({ expiresAt: steadyNow() + 300 }), [], moment)).toBe(false);
      await sleep(310);
    } finally {
      server.signal('SIGCONT');
    }
    await momentOf(store);
    expect(await bodyOf(store, 'a')).toBeUndefined();
  });

  it('are dropped by a tag they have for all gateways, and no others', async () => {
    const [one, other] = [await openStore(), await openStore()];
    await keep(one, 'both', 'Country', 'Country:PAK', 'Country:IND');
    await keep(one, 'india', 'Country', 'Country:IND');
    await keep(other, 'treaty', 'Treaty', '__proto__');
    expect(await other.invalidate(['Country:PAK', 'Country:CHN'])).toBe(1);
    expect(await bodyOf(one, 'both')).toBeUndefined();
    expect(await bodyOf(one, 'india')).toBe('india');
    expect(await one.invalidate(['Country', 'Country:IND'])).toBe(1);
    expect(await other.invalidate(['Country'])).toBe(0);
    expect(await bodyOf(other, 'treaty')).toBe('treaty');
  });

  it('lose the tags they had when they are replaced', async () => {
    const store = await openStore();
    await keep(store, 'a', 'Country:PAK');
    await keep(store, 'a', 'Country:IND');
    expect(await store.invalidate(['Country:PAK'])).toBe(0);
    expect(await store.invalidate(['Country:IND'])).toBe(1);
  });

  it('are not kept when another gateway invalidated a tag of theirs while they were made', async () => {
    const [one, other] = [await openStore(), await openStore()];
    const moment = await momentOf(one);
    await other.invalidate(['Country:PAK']);
    expect(await one.set('a', answer(), ['Country', 'Country:PAK'], moment)).toBe(false);
    expect(await one.set('b', answer(), ['Country', 'Country:IND'], moment)).toBe(true);
    expect(await keep(one, 'a', 'Country', 'Country:PAK')).toBe(true);
  });

  it('are not kept when more was invalidated meanwhile than can be remembered', async () => {
    const store = await openStore();
    const moment = await momentOf(store);
    await store.invalidate(['Country:PAK']);
    const after = await momentOf(store);
    const names = Array.from({ length: 10_050 }, (_, index) => `Treaty:${index}`);
    for (let from = 0; from < names.length; from += 1_000)
      await store.invalidate(names.slice(from, from + 1_000));
    expect(await store.set('a', answer(), ['Country:PAK'], moment)).toBe(false);
    expect(await store.set('a', answer(), ['Country:PAK'], after)).toBe(false);
    expect(await keep(store, 'a', 'Country:PAK')).toBe(true);
    const [changes = ''] = await admin.keys('*changes');
    expect(await admin.zcard(changes)).toBe(10_002);
  });

  it('are not kept when Redis forgot meanwhile what was invalidated', async () => {
    const store = await openStore();
    const moment = await momentOf(store);
    await store.invalidate(['T']);
    await admin.flushall();
    expect(await store.set('a', answer(), ['T'], moment)).toBe(false);
    expect(await keep(store, 'a', 'T')).toBe(true);
  });

  it('are not found when Redis dropped what leads from a tag to them', async () => {
    await admin.config('SET', 'maxmemory', '100mb', 'maxmemory-policy', 'allkeys-lru');
    try {
      const store = await openStore();
      await keep(store, 'a', 'Country:PAK');
      expect(await bodyOf(store, 'a')).toBe('a');
      await admin.del(...(await admin.keys('*tag:*')));
      await keep(store, 'b', 'Country:PAK');
      expect(await bodyOf(store, 'a')).toBeUndefined();
      expect(await bodyOf(store, 'b')).toBe('b');
    } finally {
      await admin.config('SET', 'maxmemory', '0', 'maxmemory-policy', 'noeviction');
    }
  });

  it('are still dropped when Redis is full, though none is kept', async () => {
    const store = await openStore();
    await keep(store, 'a', 'Country:PAK');
    const moment = await momentOf(store);
    await admin.config('SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction');
    try {
      for (let count = 0; count < 5; count += 1)
        expect(await store.set('b', answer(), ['T'], moment)).toBe(false);
      expect(await bodyOf(store, 'a')).toBe('a');
      expect(await store.invalidate(['Country:PAK'])).toBe(1);
      expect(await bodyOf(store, 'a')).toBeUndefined();
    } finally {
      await admin.config('SET', 'maxmemory', '0');
    }
  });

  it('stand under the key prefix of the client given, in a connection of the store’s own', async () => {
    const client = server.client({ keyPrefix: 'mine:' });
    const store = await openStore(client);
    client.disconnect();
    await keep(store, 'a', 'T');
    expect(await store.invalidate(['T'])).toBe(1);
    await keep(store, 'a', 'T');
    for (const key of await admin.keys('*')) expect(key).toMatch(/^mine:\{answers\}:/);
  });
});
