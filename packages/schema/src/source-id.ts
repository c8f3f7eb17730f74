import { createHash } from 'node:crypto';

/**
 * The address that stands for all spellings of it: no fragment, no trailing slash, no `www.`, https, parameters
 * in order and without trackers.
 */
export function canonicalAddress(address: string): string {
  const url = new URL(address);
  url.protocol = 'https:';
  url.hash = '';
  url.hostname = url.hostname.replace(/^www\./, '');
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.toString().replace(/\/$/, '');
}

/** A source's id: a hash of its canonical address, or of publisher and title for one that has none. */
export function sourceId(source: {
  readonly url?: string;
  readonly publisher?: string;
  readonly title: string;
}) {
  const identity = source.url ? canonicalAddress(source.url) : `${source.publisher ?? ''}\n${source.title}`;
  return `source:${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
}
