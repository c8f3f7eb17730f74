import { createHash } from 'node:crypto';

/**
 * The `ETag` of a body. Weak, because the same answer may go out compressed or under another media type: same
 * answer, other bytes.
 */
export function etagOf(body: string): string {
  return `W/"${createHash('sha1').update(body).digest('base64url')}"`;
}

/** One entity tag of a list; what stands between two of them is not looked at. */
const entityTag = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/**
 * Whether the client that sent this `If-None-Match` holds the answer with this `ETag` already (weak comparison,
 * RFC 9110, 13.1.2), so that status 304 with the same headers and no body will do. Only for GET and HEAD.
 */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag) return true;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = etag.startsWith('W/') ? etag.slice(2) : etag;
  for (const [, candidate] of ifNoneMatch.matchAll(entityTag)) if (candidate === opaque) return true;
  return false;
}
