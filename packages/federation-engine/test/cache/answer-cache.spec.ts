import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AnswerCache, type CacheHit, type CacheMiss } from '../../src/cache/answer-cache.js';
import { answerKeys, variablesText, type RequestIdentity } from '../../src/cache/answer-key.js';
import { uncacheable, type CachePolicy } from '../../src/cache/cache-policy.js';
import { etagOf, isUnchanged } from '../../src/cache/conditional.js';
import { MemoryAnswerStore } from '../../src/cache/memory-answer-store.js';

const body = '{"data":{"country":{"name":"Pakistan"}}}';
const aMinute: CachePolicy = { maxAgeSeconds: 60, scope: 'public' };
const ownMinute: CachePolicy = { maxAgeSeconds: 60, scope: 'private' };

function openCache() {
  const clock = { now: 5_000 };
  const now = () => clock.now;
  const cache = new AnswerCache({ store: new MemoryAnswerStore({ now }), now, maxAnswerBytes: 1_000 });
  const request = (overrides: Partial<RequestIdentity> = {}): RequestIdentity => ({
    operationKey: 'op',
    variables: {},
    identity: undefined,
    ...overrides,
  });
  const lookup = (overrides?: Partial<RequestIdentity>) =>
    cache.lookup(request(overrides)) as CacheHit | CacheMiss;
  const miss = (overrides?: Partial<RequestIdentity>): CacheMiss => {
    const found = lookup(overrides);
    if (found.isHit) throw new Error('a hit');
    return found;
  };
  return { cache, clock, lookup, miss };
}

describe('the answer cache', () => {
  it('gives an answer again with its age, until it has reached it', () => {
    const { cache, clock, lookup, miss } = openCache();
    const missed = miss();
    clock.now += 3_000; // the making of it counts
    const headers = cache.store(missed, { body, policy: aMinute, tags: new Set() });
    expect(headers).toEqual({ 'cache-control': 'max-age=60, public', age: '3', etag: etagOf(body) });
    clock.now += 56_999;
    expect(lookup()).toEqual({ isHit: true, body, headers: { ...headers, age: '59' } });
    clock.now += 1;
    expect(lookup().isHit).toBe(false);
    expect(cache.stats()).toMatchObject({ hits: 1, misses: 2, stored: 1, invalidated: 0 });
  });

  it('never gives a private answer to another identity, nor to nobody', () => {
    const { cache, lookup, miss } = openCache();
    const headers = cache.store(miss({ identity: 'ann' }), { body, policy: ownMinute, tags: new Set() });
    expect(headers['cache-control']).toBe('max-age=60, private');
    expect(lookup({ identity: 'ann' }).isHit).toBe(true);
    expect(lookup({ identity: 'bob' }).isHit).toBe(false);
    expect(lookup({ identity: '' }).isHit).toBe(false);
    expect(lookup().isHit).toBe(false);
  });

  it('does not keep a private answer of nobody in particular', () => {
    const { cache, lookup, miss } = openCache();
    cache.store(miss(), { body, policy: ownMinute, tags: new Set() });
    expect(lookup().isHit).toBe(false);
    expect(cache.stats().stored).toBe(0);
  });

  it('gives a public answer to all', () => {
    const { cache, lookup, miss } = openCache();
    cache.store(miss({ identity: 'ann' }), { body, policy: aMinute, tags: new Set() });
    expect(lookup({ identity: 'bob' }).isHit).toBe(true);
    expect(lookup().isHit).toBe(true);
  });

  it('says no-store of what may not be kept, and keeps nothing too long', () => {
    const { cache, lookup, miss } = openCache();
    expect(cache.store(miss(), { body, policy: uncacheable, tags: new Set() })).toEqual({
      'cache-control': 'no-store',
    });
    const long = { body: 'é'.repeat(501), policy: aMinute, tags: new Set<string>() };
    expect(cache.store(miss(), long)).toHaveProperty('etag');
    expect(lookup().isHit).toBe(false);
  });

  it('drops what contains an entity, and what may contain it', async () => {
    const { cache, lookup, miss } = openCache();
    const keep = (operationKey: string, ...tags: string[]) =>
      cache.store(miss({ operationKey }), { body, policy: aMinute, tags: new Set(tags) });
    keep('pakistan', 'Country', 'Country:PAK');
    keep('india', 'Country', 'Country:IND');
    keep('some', 'Country', 'Country:*');
    expect(await cache.invalidate(['Country:PAK'])).toBe(2);
    expect(lookup({ operationKey: 'india' }).isHit).toBe(true);
    expect(lookup({ operationKey: 'some' }).isHit).toBe(false);
    expect(await cache.invalidate(['Country'])).toBe(1);
    expect(await cache.invalidate([])).toBe(0);
    expect(cache.stats()).toMatchObject({ invalidated: 3, bytes: 0 });
  });

  it('does not keep an answer that may contain what changed while it was made', async () => {
    const { cache, lookup, miss } = openCache();
    const missed = miss();
    await cache.invalidate(['Country:PAK']);
    cache.store(missed, { body, policy: aMinute, tags: new Set(['Country', 'Country:*']) });
    expect(lookup().isHit).toBe(false);
  });

  it('lets a client keep what it has when it asks with the tag it was given', () => {
    const { cache, lookup, miss } = openCache();
    const { etag = '' } = cache.store(miss(), { body, policy: aMinute, tags: new Set() });
    const hit = lookup();
    expect(hit.isHit && isUnchanged(etag, hit.headers['etag'] ?? '')).toBe(true);
  });
});

describe('the key of an answer', () => {
  it('is the same in whatever order the variables came', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([name]) => name });
    const shuffled = entries.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const objects = [one, other].map((list) => Object.fromEntries(list));
        const [first = '', second] = objects.map(variablesText);
        expect(second).toBe(first);
        expect(JSON.parse(first)).toEqual(JSON.parse(JSON.stringify(objects[0])));
      }),
      {
        seed: 3,
        numRuns: 2_000,
        examples: [
          [
            [
              [
                ['__proto__', 1],
                ['a', 2],
              ],
              [
                ['a', 2],
                ['__proto__', 1],
              ],
            ],
          ],
        ],
      },
    );
  });

  it('of somebody without a name is not that of nobody', () => {
    const { open, own } = answerKeys({ operationKey: 'op', variables: {}, identity: '' });
    expect(own).not.toBe(open);
  });

  it('is another when any part of the request is, whatever stands in it', () => {
    const part = fc.string({ unit: fc.constantFrom('1', '2', ':', '>', '{', '}', '"'), maxLength: 6 });
    const request = fc.record({
      operationKey: part,
      variables: fc.dictionary(part, part, { maxKeys: 2 }),
      identity: fc.option(part, { nil: undefined }),
    });
    const canonical = ({ operationKey, variables, identity }: RequestIdentity) =>
      JSON.stringify([operationKey, variablesText(variables), identity ?? null]);
    fc.assert(
      fc.property(request, request, (one, other) => {
        const keys = [one, other].map(answerKeys);
        const own = keys.map((key) => key.own ?? key.open);
        expect(own[0] === own[1]).toBe(canonical(one) === canonical(other));
        expect(keys[0]?.own).not.toBe(keys[1]?.open);
      }),
      { seed: 3, numRuns: 5_000 },
    );
  });
});
