/** Who may be given the same answer: everybody, or only the identity it was made for. */
export type CacheScope = 'public' | 'private';

/** For how long an answer may be given again, and to whom. */
export interface CachePolicy {
  /** Counted from when its making began, in seconds; 0 = it must not be kept. */
  readonly maxAgeSeconds: number;
  readonly scope: CacheScope;
}

/** The policy of an answer that must not be kept: one with errors, of a mutation, or of a fetch that said nothing. */
export const uncacheable: CachePolicy = { maxAgeSeconds: 0, scope: 'public' };

/** RFC 9111, 1.2.2: a cache that cannot represent a number of seconds takes this one, 2^31. */
const longestAgeSeconds = 2_147_483_648;

/** `name`, `name=value` or `name="value"`; a comma inside quotes does not end a directive. */
const directive = /([^\s,;="]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/**
 * What a `Cache-Control` header allows. Only an explicit `max-age` (or `s-maxage`) allows anything: of several the
 * least counts, since one number is handed on to shared and to private caches alike; a malformed one is 0.
 * `no-store` and `no-cache` forbid it (nothing is revalidated here), with or without a field name.
 * @param age the header `Age` that came along: seconds the answer had already lived when it was fetched
 */
export function parseCachePolicy(cacheControl: string | undefined, age?: string): CachePolicy {
  if (cacheControl === undefined) return uncacheable;
  let maxAgeSeconds = Infinity;
  let scope: CacheScope = 'public';
  for (const [, name = '', quoted, plain] of cacheControl.matchAll(directive)) {
    switch (name.toLowerCase()) {
      case 'no-store':
      case 'no-cache':
        maxAgeSeconds = 0;
        break;
      case 'private':
        scope = 'private';
        break;
      case 'max-age':
      case 's-maxage':
        maxAgeSeconds = Math.min(maxAgeSeconds, seconds(quoted ?? plain));
    }
  }
  if (maxAgeSeconds === Infinity) maxAgeSeconds = 0;
  const spent = age === undefined ? 0 : seconds(age.trim());
  return { maxAgeSeconds: Math.max(0, maxAgeSeconds - spent), scope };
}

function seconds(text: string | undefined): number {
  return text !== undefined && /^\d+$/.test(text) ? Math.min(Number(text), longestAgeSeconds) : 0;
}

/**
 * The policy of an answer made of several fetches: the least age, and private if one of them is. No fetch at all
 * (an answer of constants only) is uncacheable too: nobody allowed it.
 */
export function combinePolicies(policies: Iterable<CachePolicy>): CachePolicy {
  let maxAgeSeconds = Infinity;
  let scope: CacheScope = 'public';
  for (const policy of policies) {
    maxAgeSeconds = Math.min(maxAgeSeconds, policy.maxAgeSeconds);
    if (policy.scope === 'private') scope = 'private';
  }
  return { maxAgeSeconds: maxAgeSeconds === Infinity ? 0 : maxAgeSeconds, scope };
}

/** The `Cache-Control` header of an answer; its `Age` says how much of `max-age` is spent. */
export function cacheControlOf({ maxAgeSeconds, scope }: CachePolicy): string {
  return maxAgeSeconds > 0 ? `max-age=${maxAgeSeconds}, ${scope}` : 'no-store';
}
