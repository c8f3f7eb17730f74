import { decodeUtf8 } from './decode-utf8.js';
import type { HttpResponse } from './http-exchange.js';
import { readAnswer } from './read-answer.js';
import { SubgraphFailure, type SubgraphAnswer } from './subgraph.js';

const asFailure = (subgraph: string, error: unknown, where: string): SubgraphFailure => {
  const what = error instanceof SubgraphFailure ? error.message : 'the answer is not JSON';
  return new SubgraphFailure(subgraph, 'not GraphQL', `${what} (${where})`);
};

function readElement(subgraph: string, value: unknown, index: number): SubgraphAnswer | SubgraphFailure {
  try {
    return readAnswer(subgraph, value);
  } catch (error) {
    return asFailure(subgraph, error, `number ${index} of those asked together`);
  }
}

/**
 * Reads the answers of fetches sent together, whatever the status: errors in GraphQL's form may come with any. A
 * `Cache-Control` header speaks for a single answer only; of several each says in its extensions how long it holds.
 * @returns one answer or failure per fetch, or one failure for all
 */
export function readResponse(
  subgraph: string,
  response: HttpResponse,
  fetches: number,
): readonly (SubgraphAnswer | SubgraphFailure)[] | SubgraphFailure {
  const { status, body, cacheControl } = response;
  try {
    const value: unknown = JSON.parse(decodeUtf8(body));
    if (fetches === 1) return [readAnswer(subgraph, value, cacheControl)];
    if (Array.isArray(value) && value.length === fetches) {
      return value.map((element, index) => readElement(subgraph, element, index));
    }
    throw new SubgraphFailure(subgraph, 'not GraphQL', `the answer is not a list of ${fetches}`);
  } catch (error) {
    return asFailure(subgraph, error, `status ${status}`);
  }
}
