/** One client's request under way: what its fetches share. */
export interface Call {
  /** Sent to subgraphs with every fetch, names in lower case: the request's id, the caller's identity. */
  readonly headers: Readonly<Record<string, string>>;
  /** When all of it must be over, on the clock of `performance.now()`. */
  readonly endsAt: number;
  readonly isCancelled: boolean;
  /** Calls `listener` once when nobody waits for the answer any more; the function returned takes it back. */
  onCancel(listener: () => void): () => void;
}
