import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Found } from '../src/cache/answer-store.js';
import { openRedisAnswerStore } from '../src/cache/redis-answer-store.js';
import { openWay } from './redis-way.js';
import { admin, answer, bodyOf, keep, momentOf, openStore, server, until } from './redis-stores.js';

describe('a Redis in trouble', () => {
  it('that hangs holds nothing up beyond the deadline, and soon not at all, until it goes on', async () => {
    const store = await openStore(server.url, 50);
    await keep(store, 'a');
    server.signal('SIGSTOP');
    const waits: number[] = [];
    try {
      for (let count = 0; count < 30; count += 1) {
        const began = performance.now();
        expect(await store.find(['a'])).toEqual({});
        waits.push(performance.now() - began);
      }
    } finally {
      server.signal('SIGCONT');
    }
    expect(Math.max(...waits)).toBeLessThan(250);
    expect(waits.filter((wait) => wait > 10)).toHaveLength(3);
    await until(async () => (await bodyOf(store, 'a')) === 'a');
  });

  it('that is killed makes every request a miss and no more, and is used again when it is back', async () => {
    const store = await openStore();
    await keep(store, 'a');
    let answered = 0;
    let isOver = false;
    const load = (async () => {
      while (!isOver) {
        const began = performance.now();
        const found = await store.find(['a']);
        if (found.moment !== undefined) await store.set('a', answer(), ['T'], found.moment);
        expect(performance.now() - began).toBeLessThan(200);
        answered += 1;
        await sleep(1);
      }
    })();
    try {
      await sleep(50);
      await server.kill();
      expect(await store.find(['a'])).toEqual({});
      await until(async () => !(store.find(['a']) instanceof Promise));
      expect(await store.set('b', answer(), [], 0)).toBe(false);
      expect(await store.invalidate(['T'])).toBe(0);
      await sleep(300);
    } finally {
      await server.start();
    }
    await until(async () => (await store.find(['a'])).answer !== undefined);
    isOver = true;
    await load;
    expect(answered).toBeGreaterThan(100);
  });

  it('that comes back with old answers from its disk brings none of them to light', async () => {
    const store = await openStore();
    await keep(store, 'a', 'T');
    await admin.save();
    expect(await store.invalidate(['T'])).toBe(1);
    await server.kill();
    await server.start();
    let found: Found = {};
    while (found.moment === undefined) {
      found = await store.find(['a']);
      expect(found.answer).toBeUndefined();
      await sleep(1);
    }
    expect((await admin.keys('*answer:*')).length).toBe(1);
    expect(await bodyOf(store, 'a')).toBeUndefined();
  });

  it('that could not be told of a change is told later, and is not read before', async () => {
    const [store, other] = [await openStore(), await openStore()];
    await keep(store, 'a', 'T');
    await keep(store, 'b', 'U');
    const moment = await momentOf(store);
    server.signal('SIGSTOP');
    try {
      expect(await store.invalidate(['T'])).toBe(0);
    } finally {
      server.signal('SIGCONT');
    }
    const until = performance.now() + 5_000;
    let found: Found = {};
    while (found.answer === undefined && performance.now() < until) {
      expect(await bodyOf(store, 'a')).toBeUndefined();
      found = await store.find(['b']);
      await sleep(5);
    }
    expect(found.answer?.body).toBe('b');
    expect(await bodyOf(other, 'a')).toBeUndefined();
    expect(await store.set('a', answer(), ['T'], moment)).toBe(false);
  });

  it('that is out of reach for one gateway is told by it later of what changed meanwhile', async () => {
    const way = await openWay(server.port);
    const [store, other] = [await openStore(way.url), await openStore()];
    await keep(store, 'a', 'T');
    await keep(store, 'b', 'U');
    const moment = await momentOf(store);
    way.cut();
    await sleep(50);
    expect(store.find(['a'])).toEqual({});
    expect(await store.invalidate(['T'])).toBe(0);
    expect(await bodyOf(other, 'a')).toBe('a');
    way.mend();
    let found: Found = {};
    while (found.answer === undefined) {
      expect(await bodyOf(store, 'a')).toBeUndefined();
      expect(await store.set('c', answer(), ['T'], moment)).toBe(false);
      found = await store.find(['b']);
      await sleep(1);
    }
    expect(await bodyOf(other, 'a')).toBeUndefined();
    await way.close();
  });

  it('that was never there is a miss at once, and lets the store be closed', async () => {
    const store = await openRedisAnswerStore({ redis: 'redis://127.0.0.1:1' });
    expect(store.find(['a'])).toEqual({});
    expect(await store.invalidate(['T'])).toBe(0);
    await store.close();
    await store.close();
  });
});
