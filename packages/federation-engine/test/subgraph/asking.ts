import { ClientCall } from '../../src/client-call.js';
import type {
  FetchOperation,
  Subgraph,
  SubgraphAnswer,
  SubgraphRequest,
} from '../../src/subgraph/subgraph.js';
import { SubgraphFailure } from '../../src/subgraph/subgraph.js';

export function operationOf(text: string, name?: string): FetchOperation {
  const kind = text.startsWith('mutation') ? 'mutation' : 'query';
  const json = `"query":${JSON.stringify(text)}${name ? `,"operationName":${JSON.stringify(name)}` : ''}`;
  return { text, name, kind, json };
}

export const query = operationOf('query N { n }', 'N');
export const mutation = operationOf('mutation M { m }', 'M');

export interface Asking {
  readonly operation?: FetchOperation;
  readonly variables?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly call?: ClientCall;
}

export const requestOf = ({ operation, variables, headers, call }: Asking = {}): SubgraphRequest => ({
  operation: operation ?? query,
  variables: variables ?? '{}',
  call: call ?? new ClientCall(headers ?? {}, 30_000),
});

export const ask = (subgraph: Subgraph, asking?: Asking): Promise<SubgraphAnswer> =>
  subgraph.fetch(requestOf(asking));

/** The failure of a fetch that must fail. */
export async function failureOf(answer: Promise<SubgraphAnswer>): Promise<SubgraphFailure> {
  const outcome = await answer.then(
    (value) => new Error(`it succeeded with ${JSON.stringify(value).slice(0, 200)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof SubgraphFailure) return outcome;
  throw outcome;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something holds, at most two seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const endsAt = performance.now() + 2_000;
  while (!holds()) {
    if (performance.now() > endsAt) throw new Error(`it never held: ${holds.toString()}`);
    await pause(5);
  }
}
