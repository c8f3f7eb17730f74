import type { Call } from '../call.js';

/** The operation of a fetch, prepared once per plan. */
export interface FetchOperation {
  readonly text: string;
  readonly name: string | undefined;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Its members of a JSON request body, without braces: `"query":"…","operationName":"…"`. */
  readonly json: string;
}

export interface SubgraphRequest {
  readonly operation: FetchOperation;
  /** The variables as the JSON text of an object; `{}` when there are none. */
  readonly variables: string;
  readonly call: Call;
}

/** An error as a subgraph gave it. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * What a subgraph answered, its form checked: `data` is an object or null, `errors` a list of objects with a message.
 * `data` belongs to whoever asked: the engine writes into it.
 */
export interface SubgraphAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** The answer's `Cache-Control`, or what its `extensions.cacheControl` says in that form. */
  readonly cacheControl?: string;
}

/** A way to a subgraph. Every failure to get a well-formed answer is a rejection with {@link SubgraphFailure}. */
export interface Subgraph {
  readonly name: string;
  fetch(request: SubgraphRequest): Promise<SubgraphAnswer>;
  close(): Promise<void>;
}

export type FailureReason =
  'deadline' | 'unreachable' | 'cut off' | 'not GraphQL' | 'too large' | 'circuit open' | 'cancelled';

/** A fetch that brought no answer. The message says why for logs; a client is told no more than the subgraph's name. */
export class SubgraphFailure extends Error {
  override readonly name = 'SubgraphFailure';
  constructor(
    readonly subgraph: string,
    readonly reason: FailureReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
