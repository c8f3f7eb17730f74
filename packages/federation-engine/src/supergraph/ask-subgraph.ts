import type { GraphQLError } from 'graphql';

const timeoutMs = 10_000;

export interface SourceAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
}

/**
 * Asks a subgraph on behalf of a supergraph's source: for its schema, or whether it is there. Clients' requests never
 * come this way.
 *
 * @param headers sent besides the content's type
 * @throws Error when no JSON came back in ten seconds
 */
export async function askSubgraph(
  url: string,
  query: string,
  headers: Iterable<[string, string]> = [],
): Promise<SourceAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...Object.fromEntries(headers), 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as SourceAnswer;
}
