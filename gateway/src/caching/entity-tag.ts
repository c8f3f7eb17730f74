import { createHash } from 'node:crypto';
import type { HttpRequest } from '@corridor/http';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The operation's hash, by which a persisted one is also called; undefined when the request names none. */
function hashOfOperation(search: URLSearchParams): string | undefined {
  const text = search.get('query');
  if (text) return sha256(text);
  try {
    const extensions = JSON.parse(search.get('extensions') ?? '') as {
      persistedQuery?: { sha256Hash?: unknown };
    };
    const hash = extensions?.persistedQuery?.sha256Hash;
    return typeof hash === 'string' ? hash : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the answer to a GET request depends on, as one tag: the data of every subgraph, the supergraph, the operation
 * and its variables, the form of the answer, and the day, since what holds "now" changes at midnight with no new data.
 * Computed before the operation is executed: an answer may then be newer than its tag says, never older.
 * Whoever is asking is not part of it: all data is public.
 * @param dataVersion undefined while a subgraph's data is not known; then there is no tag
 */
export function entityTag(
  { method, search, headers }: HttpRequest,
  graph: { readonly supergraphId: string; readonly dataVersion: string | undefined },
): string | undefined {
  if (method !== 'GET' || graph.dataVersion === undefined) return undefined;
  const operation = hashOfOperation(search);
  if (!operation) return undefined;
  const day = new Date().toISOString().slice(0, 10);
  const { supergraphId, dataVersion } = graph;
  const parts = [supergraphId, dataVersion, day, operation];
  const asked = [search.get('operationName'), search.get('variables'), headers.get('accept')];
  return `W/"${sha256(JSON.stringify([...parts, ...asked])).slice(0, 32)}"`;
}

/** Whether `If-None-Match` holds the tag. `*` does not count: what is there is not known before it is executed. */
export function holdsTag(ifNoneMatch: string | undefined, tag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '');
  return ifNoneMatch?.split(',').some((each) => bare(each) === bare(tag)) ?? false;
}
