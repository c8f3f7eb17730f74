import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryAnswerStore } from '../../src/cache/memory-answer-store.js';
import { answer } from './kept-answers.js';

describe('answers kept in memory', () => {
  it('are given until they expire and not at that moment', () => {
    let now = 0;
    const store = new MemoryAnswerStore({ now: () => now });
    store.set('a', answer(), [], 0);
    now = 999.9;
    expect(store.find(['a']).answer).toEqual(answer());
    now = 1_000;
    expect(store.find(['a'])).toEqual({ moment: 0 });
    expect(store.tagCount).toBe(0);
  });

  it('are not kept when they expired in the making', () => {
    const store = new MemoryAnswerStore({ now: () => 1_000 });
    expect(store.set('a', answer(), ['Country'], 0)).toBe(false);
  });

  it('are the first there is of several keys', () => {
    const store = new MemoryAnswerStore({ now: () => 0 });
    store.set('open', answer({ body: 'open' }), [], 0);
    expect(store.find(['own', 'open']).answer?.body).toBe('open');
    store.set('own', answer({ body: 'own' }), [], 0);
    expect(store.find(['own', 'open']).answer?.body).toBe('own');
  });

  it('are dropped by a tag they have, and no others', () => {
    const store = new MemoryAnswerStore({ now: () => 0 });
    store.set('both', answer(), ['Country', 'Country:PAK', 'Country:IND'], 0);
    store.set('one', answer(), ['Country', 'Country:IND'], 0);
    store.set('none', answer(), ['Treaty'], 0);
    expect(store.invalidate(['Country:PAK', 'Country:CHN'])).toBe(1);
    expect([['both'], ['one'], ['none']].map((keys) => store.find(keys).answer !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    expect(store.invalidate(['Country', 'Country:IND'])).toBe(1);
    expect(store.invalidate(['__proto__', 'constructor'])).toBe(0);
  });

  it('lose the tags they had when they are replaced', () => {
    const store = new MemoryAnswerStore({ now: () => 0 });
    store.set('a', answer(), ['Country:PAK'], 0);
    store.set('a', answer(), ['Country:IND'], 0);
    expect(store.tagCount).toBe(1);
    expect(store.invalidate(['Country:PAK'])).toBe(0);
    expect(store.invalidate(['Country:IND'])).toBe(1);
  });

  it('are not kept when a tag of theirs was invalidated while they were made', () => {
    const store = new MemoryAnswerStore({ now: () => 0 });
    const { moment = NaN } = store.find(['a']);
    store.invalidate(['Country:PAK']);
    expect(store.set('a', answer(), ['Country:IND', 'Country:PAK'], moment)).toBe(false);
    expect(store.set('b', answer(), ['Country:IND'], moment)).toBe(true);
    expect(store.set('a', answer(), ['Country:PAK'], store.find(['a']).moment ?? NaN)).toBe(true);
  });

  it('are not kept when more was invalidated meanwhile than can be remembered', () => {
    const store = new MemoryAnswerStore({ now: () => 0 });
    const { moment = NaN } = store.find(['a']);
    store.invalidate(['Country:PAK']);
    const after = store.find(['a']).moment ?? NaN;
    for (let index = 0; index < 10_000; index += 1) store.invalidate([`Treaty:${index}`]);
    expect(store.set('a', answer(), ['Country:PAK'], moment)).toBe(false);
    expect(store.set('a', answer(), ['Country:PAK'], after)).toBe(true);
  });

  it('are not kept when a tag of theirs changed for the second time, long after the first', () => {
    const store = new MemoryAnswerStore({ now: () => 0 });
    store.invalidate(['Country:PAK']);
    for (let index = 1; index < 10_000; index += 1) store.invalidate([`Treaty:${index}`]);
    const { moment = NaN } = store.find(['a']);
    store.invalidate(['Country:PAK']);
    store.invalidate(['Country:IND', 'Country:CHN']);
    expect(store.set('a', answer(), ['Country:PAK'], moment)).toBe(false);
    expect(store.set('a', answer(), ['Country:NPL'], moment)).toBe(true);
  });

  it('stay within their bytes, the least recently used going first', () => {
    const body = 'x'.repeat(10_000);
    const store = new MemoryAnswerStore({ maxBytes: 50_000, now: () => 0 });
    for (let index = 0; index < 100; index += 1) {
      store.set(`k${index}`, answer({ body }), [`T:${index}`], 0);
      store.find(['k0']);
    }
    expect(store.bytes).toBeLessThanOrEqual(50_000);
    expect(store.bytes).toBeGreaterThan(30_000);
    expect(store.find(['k0']).answer).toBeDefined();
    expect(store.find(['k99']).answer).toBeDefined();
    expect(store.find(['k50']).answer).toBeUndefined();
    expect(store.tagCount).toBe(4);
    expect(store.set('k0', answer({ body: 'x'.repeat(60_000) }), ['T:0'], 0)).toBe(false);
    expect(store.find(['k0']).answer).toBeUndefined();
    expect(store.tagCount).toBe(3);
  });
});

const key = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
const tags = fc.uniqueArray(fc.constantFrom<string>('T', 'T:1', 'T:2', 'U', 'constructor', '__proto__'), {
  maxLength: 4,
});
const step = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key, tags, ms: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('begin' as const) }),
  fc.record({ do: fc.constant('find' as const), key }),
  fc.record({ do: fc.constant('invalidate' as const), tags }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20 }) }),
);

describe('any history of answers, invalidations and time', () => {
  it('leaves exactly the answers that a plain list would, and no tag that leads nowhere', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        const store = new MemoryAnswerStore({ now: () => now });
        const kept = new Map<string, { body: string; expiresAt: number; tags: readonly string[] }>();
        const changes: string[][] = [];
        let began = { moment: 0, changes: 0 };
        for (const [index, action] of steps.entries()) {
          if (action.do === 'wait') now += action.ms;
          if (action.do === 'begin')
            began = { moment: store.find(['nothing']).moment ?? NaN, changes: changes.length };
          if (action.do === 'set') {
            const body = String(index);
            const expiresAt = now + action.ms;
            const isStale = changes.slice(began.changes).some((c) => c.some((t) => action.tags.includes(t)));
            const isKept = store.set(action.key, answer({ body, expiresAt }), action.tags, began.moment);
            expect(isKept).toBe(!isStale);
            if (!isStale) kept.set(action.key, { body, expiresAt, tags: action.tags });
          }
          if (action.do === 'find') {
            const expected = kept.get(action.key);
            const body = expected && now < expected.expiresAt ? expected.body : undefined;
            expect(store.find([action.key]).answer?.body).toBe(body);
          }
          if (action.do === 'invalidate') {
            changes.push(action.tags);
            let dropped = 0;
            for (const [name, entry] of kept) {
              if (!entry.tags.some((tag) => action.tags.includes(tag))) continue;
              if (now < entry.expiresAt) dropped += 1;
              kept.delete(name);
            }
            expect(store.invalidate(action.tags)).toBe(dropped);
          }
        }
        now = Infinity;
        for (const name of kept.keys()) store.find([name]);
        expect([store.tagCount, store.bytes]).toEqual([0, 0]);
      }),
      { seed: 3, numRuns: 3_000 },
    );
  });

  it('keeps the tags of what is there, and only those, when answers are pushed out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(40), tags, fc.integer({ min: 0, max: 3_000 })), { maxLength: 80 }),
        (entries) => {
          const store = new MemoryAnswerStore({ maxBytes: 5_000, now: () => 0 });
          const tagsOf = new Map<string, readonly string[]>();
          for (const [name, given, length] of entries) {
            store.set(`k${name}`, answer({ body: 'x'.repeat(length) }), given, 0);
            tagsOf.set(`k${name}`, given);
          }
          const alive = [...tagsOf].filter(([name]) => store.find([name]).answer !== undefined);
          expect(store.tagCount).toBe(new Set(alive.flatMap(([, given]) => given)).size);
          const tagged = alive.filter(([, given]) => given.includes('T:1')).length;
          expect(store.invalidate(['T:1'])).toBe(tagged);
        },
      ),
      { seed: 3, numRuns: 1_000 },
    );
  });
});
