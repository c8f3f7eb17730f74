import type { StoredAnswer } from '../../src/cache/answer-store.js';

/** An answer kept at 0 for a second, unless it is said otherwise. */
export function answer(overrides: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    body: '{"data":{"country":{"name":"Pakistan"}}}',
    etag: 'W/"x"',
    storedAt: 0,
    expiresAt: 1_000,
    scope: 'public',
    ...overrides,
  };
}
