import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  cacheControlOf,
  combinePolicies,
  parseCachePolicy,
  uncacheable,
} from '../../src/cache/cache-policy.js';

describe('the policy a Cache-Control header gives', () => {
  it.each([
    ['max-age=60', 60, 'public'],
    ['max-age=60, public', 60, 'public'],
    ['max-age=60, private', 60, 'private'],
    ['MAX-AGE=60,PRIVATE', 60, 'private'],
    ['private="set-cookie", max-age="60"', 60, 'private'],
    ['max-age=60, s-maxage=10', 10, 'public'],
    ['s-maxage=10', 10, 'public'],
    ['max-age=60, max-age=5', 5, 'public'],
    ['max-age=60, must-revalidate, stale-while-revalidate=600', 60, 'public'],
    ['max-age=99999999999999', 2_147_483_648, 'public'],
  ])('%s lets an answer be kept for %d s, %s', (header, maxAgeSeconds, scope) => {
    expect(parseCachePolicy(header)).toEqual({ maxAgeSeconds, scope });
  });

  it.each([
    undefined,
    '',
    'public',
    'no-store',
    'max-age=60, no-store',
    'no-cache, max-age=60',
    'max-age=60, no-cache="set-cookie"',
    'max-age=0',
    'max-age=-1',
    'max-age=1.5',
    'max-age=60s',
    'max-age',
    'max-age=60, max-age=soon',
    'extension="max-age=60"',
    'x-max-age=60',
    '=,;"',
  ])('%s lets nothing be kept', (header) => {
    expect(parseCachePolicy(header).maxAgeSeconds).toBe(0);
  });

  it('takes off the age an answer came with', () => {
    expect(parseCachePolicy('max-age=60', '15').maxAgeSeconds).toBe(45);
    expect(parseCachePolicy('max-age=60', '61').maxAgeSeconds).toBe(0);
    expect(parseCachePolicy('max-age=60', 'old').maxAgeSeconds).toBe(60);
  });

  it('never throws and never gives a negative age, whatever the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (header) => {
        expect(parseCachePolicy(header).maxAgeSeconds).toBeGreaterThanOrEqual(0);
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });
});

describe('the policy of an answer of several fetches', () => {
  it('is the least age, and private when one of them is', () => {
    expect(
      combinePolicies([
        { maxAgeSeconds: 60, scope: 'public' },
        { maxAgeSeconds: 20, scope: 'public' },
        { maxAgeSeconds: 90, scope: 'private' },
      ]),
    ).toEqual({ maxAgeSeconds: 20, scope: 'private' });
  });

  it('is not to keep it when one fetch said nothing, or none was made', () => {
    expect(combinePolicies([parseCachePolicy('max-age=60'), uncacheable]).maxAgeSeconds).toBe(0);
    expect(combinePolicies([]).maxAgeSeconds).toBe(0);
  });

  it('is told the client', () => {
    expect(cacheControlOf({ maxAgeSeconds: 20, scope: 'private' })).toBe('max-age=20, private');
    expect(cacheControlOf(uncacheable)).toBe('no-store');
  });
});
