import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { fromPlainError, type PlannerMessage, type PlannerWorkerData } from './planner-messages.js';
import type { PlanRequest, SupergraphFacts } from './planner.js';

/** The compiled entry, beside this file once compiled and reached the same way from its source. */
const entry = new URL('../../dist/planner/planner-worker.js', import.meta.url);

/**
 * None of this process's environment, which may hold secrets, and none of its flags. In production mode `graphql`
 * spares itself a check per type it looks at.
 */
const surroundings = { env: { APOLLO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }, execArgv: [] };

/** A thread is gone, and whatever was asked of it with it. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
  /** Whether it came to an end because the memory it may use was not enough. */
  readonly isOutOfMemory: boolean;

  constructor(cause: Error | undefined) {
    super(`The planner's thread ended${cause ? `: ${cause.message}` : ''}`, { cause });
    this.isOutOfMemory = cause !== undefined && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  }
}

interface Waiter {
  resolve(message: PlannerMessage): void;
  reject(error: WorkerEnded): void;
}

function readOpening(message: PlannerMessage): SupergraphFacts {
  if (message.kind === 'opened') return message.facts;
  throw new Error(message.kind === 'broken' ? message.reason : `Unexpected message: ${message.kind}`);
}

/** One thread with a planner, from its start to its end. It is asked one thing at a time. */
export class RunningWorker {
  /** Rejects when the supergraph is broken, with {@link WorkerEnded} when the thread ended before it could tell. */
  readonly opened: Promise<SupergraphFacts>;
  /** When the thread is over, for whatever reason. */
  readonly ended: Promise<WorkerEnded>;
  readonly #thread: Worker;
  #waiter: Waiter | undefined;
  #end: WorkerEnded | undefined;

  constructor(supergraphSdl: string, heapLimitMb: number) {
    const workerData: PlannerWorkerData = { supergraphSdl };
    const resourceLimits = { maxOldGenerationSizeMb: heapLimitMb };
    this.#thread = new Worker(entry, { ...surroundings, name: 'planner', workerData, resourceLimits });
    this.opened = this.#next().then(readOpening);
    this.#thread.on('message', (message: PlannerMessage) => this.#waiter?.resolve(message));
    this.ended = this.#watchEnd();
  }

  #watchEnd(): Promise<WorkerEnded> {
    let cause: Error | undefined;
    this.#thread.on('error', (error: Error) => (cause = error));
    return new Promise((resolve) => {
      this.#thread.on('exit', () => {
        this.#end = new WorkerEnded(cause);
        this.#waiter?.reject(this.#end);
        resolve(this.#end);
      });
    });
  }

  #next(): Promise<PlannerMessage> {
    return new Promise<PlannerMessage>((resolve, reject) => {
      if (this.#end) reject(this.#end);
      this.#waiter = { resolve, reject };
    });
  }

  /** @throws GraphQLError when the operation cannot be planned, {@link WorkerEnded} */
  async plan(request: PlanRequest): Promise<QueryPlan> {
    const reply = this.#next();
    this.#thread.postMessage(request);
    const message = await reply;
    if (message.kind === 'planned') return message.plan;
    if (message.kind === 'refused') throw fromPlainError(message.error);
    throw new Error(`Unexpected message: ${message.kind}`);
  }

  /** Whether the process stays alive for the sake of this thread. */
  holdProcess(isHeld: boolean): void {
    if (isHeld) this.#thread.ref();
    else this.#thread.unref();
  }

  async terminate(): Promise<void> {
    await this.#thread.terminate();
  }
}
