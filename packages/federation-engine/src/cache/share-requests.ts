import type { Call } from '../call.js';
import { SharedCall } from './shared-call.js';

/** Gives everyone who asks for the same at the same time one and the same answer. */
export interface SharedRequests<T> {
  /**
   * Joins the run under this key, or starts it. The key must say all that an answer depends on: supergraph, operation,
   * variables, identity (see answer-key.ts). Never for mutations. The answer is shared: nobody may write into it.
   * @param run is given a call that ends when the last of its sharers' does, and is cancelled when the last of them
   * has gone; its headers are those of whoever came first
   */
  join(key: string, call: Call, run: (shared: Call) => Promise<T>): Promise<T>;
  /**
   * Whoever asks from now on joins nothing that is under way. After a mutation: what began before it may answer with
   * what was true before it.
   */
  separate(): void;
  /** How many runs can be joined. */
  readonly running: number;
}

/**
 * Emptied once it is over. A long-lived map leaves old tables behind that hold what was deleted from it; a whole answer
 * held there costs the collector dear.
 */
interface Run<T> {
  call: SharedCall | undefined;
  answer: Promise<T> | undefined;
}

export function shareRequests<T>(): SharedRequests<T> {
  const runs = new Map<string, Run<T>>();

  function start(key: string, call: Call, run: (shared: Call) => Promise<T>): Promise<T> {
    const shared = new SharedCall(call.headers);
    const started: Run<T> = { call: shared, answer: undefined };
    const forget = () => {
      if (runs.get(key) === started) runs.delete(key);
      started.call = started.answer = undefined;
    };
    shared.add(call);
    // Nobody joins what was given up.
    shared.onCancel(forget);
    const answer = execute(shared, run).finally(() => {
      forget();
      shared.end();
    });
    if (shared.isCancelled) return answer;
    started.answer = answer;
    runs.set(key, started);
    return answer;
  }

  return {
    join(key, call, run) {
      const running = runs.get(key);
      if (!running?.call || !running.answer || call.isCancelled) return start(key, call, run);
      running.call.add(call);
      return running.answer;
    },
    separate: () => runs.clear(),
    get running() {
      return runs.size;
    },
  };
}

/** What `run` throws at once is a rejection as well. */
async function execute<T>(call: Call, run: (shared: Call) => Promise<T>): Promise<T> {
  return run(call);
}
