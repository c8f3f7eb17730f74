import type { PendingFetch } from './pending-fetch.js';
import type { SubgraphRequest } from './subgraph.js';

const requestIdHeader = 'x-request-id';

/** The members of a request's JSON object, without braces. Empty variables say nothing and are left out. */
const membersOf = ({ operation, variables }: SubgraphRequest): string =>
  variables === '{}' ? operation.json : `${operation.json},"variables":${variables}`;

function elementOf({ request }: PendingFetch): string {
  const requestId = request.call.headers[requestIdHeader];
  const id = requestId === undefined ? '' : `,"extensions":{"requestId":${JSON.stringify(requestId)}}`;
  return `{${membersOf(request)}${id}}`;
}

/** The body of an HTTP request: one GraphQL request, or an array where several go together. */
export function bodyOf(fetches: readonly PendingFetch[]): string {
  const [only] = fetches;
  if (fetches.length === 1 && only) return `{${membersOf(only.request)}}`;
  return `[${fetches.map(elementOf).join(',')}]`;
}

/** Names and values in turn. Of fetches sent together each carries its request's id in its extensions instead. */
export function headersOf(fetches: readonly PendingFetch[]): string[] {
  const list = ['content-type', 'application/json', 'accept', 'application/json'];
  const headers = fetches[0]?.request.call.headers ?? {};
  for (const name of Object.keys(headers)) {
    if (fetches.length > 1 && name === requestIdHeader) continue;
    list.push(name, headers[name] ?? '');
  }
  return list;
}

/** Equal for headers that are equal but for the request's id; lengths keep one value from passing for two. */
export function headersKey(headers: Readonly<Record<string, string>>): string {
  let key = '';
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    if (name !== requestIdHeader) key += `${name}:${value.length}:${value};`;
  }
  return key;
}

/** Whether headers are equal but for the request's id. */
export function haveEqualHeaders(
  some: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  return some === other || headersKey(some) === headersKey(other);
}
