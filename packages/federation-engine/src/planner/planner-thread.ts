import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { KeptWorker } from './kept-worker.js';
import type { Planner, PlanRequest, SupergraphFacts } from './planner.js';
import { cannotBePlanned, plannerUnavailable, translatePlanningError } from './planning-errors.js';
import { WorkerEnded, type RunningWorker } from './running-worker.js';

export interface PlannerThreadOptions {
  readonly supergraphSdl: string;
  /** How long one operation may be planned, in milliseconds; 5,000 unless told. */
  readonly planTimeoutMs?: number;
  /** How much memory the planner may use before it is ended and replaced, in megabytes; 512 unless told. */
  readonly heapLimitMb?: number;
}

const waitingAtMost = 1_000;
/** An operation that took its planner down is refused unasked for this long: a client's retry is the same again. */
const refusedForMs = 60_000;

interface Job {
  readonly key: string;
  readonly request: PlanRequest;
  readonly resolve: (plan: QueryPlan) => void;
  readonly reject: (error: GraphQLError) => void;
  /** How many threads ended while they planned it. */
  deaths: number;
}

class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

const keyOf = ({ document, operationName }: PlanRequest) => `${operationName ?? ''}\n${document}`;

/** @throws TooSlow */
function planInTime(worker: RunningWorker, request: PlanRequest, timeoutMs: number): Promise<QueryPlan> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new TooSlow(`Planning took longer than ${timeoutMs} ms`));
    // When it was this thread that was busy the plan may be waiting at the door: let messages in before giving up.
    const timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
    worker
      .plan(request)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/**
 * A queue before one thread. The thread is handed one operation at a time: it could not plan two at once, and so it
 * is known which operation it was that took too long or too much memory.
 */
class PlannerThread implements Planner {
  readonly #waiting: Job[] = [];
  readonly #underWay = new Map<string, Promise<QueryPlan>>();
  readonly #refused = new LRUCache<string, GraphQLError>({ max: 100, ttl: refusedForMs });
  #isPlanning = false;
  #isClosed = false;

  constructor(
    readonly facts: SupergraphFacts,
    private readonly worker: KeptWorker,
    private readonly planTimeoutMs: number,
  ) {}

  plan(request: PlanRequest): Promise<QueryPlan> {
    const key = keyOf(request);
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const refusal = this.#findRefusal(key);
    if (refusal) return Promise.reject(refusal);
    const plan = new Promise<QueryPlan>((resolve, reject) => {
      this.#waiting.push({ key, request, resolve, reject, deaths: 0 });
    }).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, plan);
    if (!this.#isPlanning) void this.#planWaiting();
    return plan;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#refuseWaiting(plannerUnavailable(new Error('The planner was closed')));
    await this.worker.close();
  }

  #findRefusal(key: string): GraphQLError | undefined {
    if (this.#isClosed) return plannerUnavailable(new Error('The planner is closed'));
    if (this.#waiting.length < waitingAtMost) return this.#refused.get(key);
    return plannerUnavailable(new Error(`${waitingAtMost} operations wait to be planned`));
  }

  #refuseWaiting(error: GraphQLError): void {
    for (const job of this.#waiting.splice(0)) job.reject(error);
  }

  async #planWaiting(): Promise<void> {
    this.#isPlanning = true;
    this.worker.holdProcess(true);
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) await this.#planOne(job);
    this.worker.holdProcess(false);
    this.#isPlanning = false;
  }

  async #planOne(job: Job): Promise<void> {
    let worker: RunningWorker;
    try {
      worker = await this.worker.get();
    } catch (error) {
      this.#waiting.unshift(job);
      this.#refuseWaiting(plannerUnavailable(error as Error));
      return;
    }
    try {
      job.resolve(await planInTime(worker, job.request, this.planTimeoutMs));
      this.worker.reportSuccess();
    } catch (error) {
      this.#settleFailure(job, error);
      if (error instanceof TooSlow) await this.worker.replace(worker);
    }
  }

  #settleFailure(job: Job, error: unknown): void {
    if (error instanceof WorkerEnded && !error.isOutOfMemory && job.deaths === 0 && !this.#isClosed) {
      job.deaths += 1;
      this.#waiting.unshift(job);
    } else if (error instanceof WorkerEnded && this.#isClosed) {
      job.reject(plannerUnavailable(error));
    } else if (error instanceof WorkerEnded || error instanceof TooSlow) {
      const refusal = cannotBePlanned(error);
      this.#refused.set(job.key, refusal);
      job.reject(refusal);
    } else {
      job.reject(error instanceof GraphQLError ? error : translatePlanningError(error));
    }
  }
}

/**
 * Opens a planner in a thread of its own, so that neither building it nor planning ever holds this one up.
 * Identical requests at the same time share one plan, which is not to be written to. Its errors, besides
 * BAD_USER_INPUT: OPERATION_CANNOT_BE_PLANNED, also for what takes too long or too much memory, and SERVICE_UNAVAILABLE
 * when too many wait or no thread can be started.
 *
 * @throws Error saying what is wrong with the supergraph
 */
export async function openPlannerThread({
  supergraphSdl,
  planTimeoutMs = 5_000,
  heapLimitMb = 512,
}: PlannerThreadOptions): Promise<Planner> {
  const worker = new KeptWorker(supergraphSdl, heapLimitMb);
  const facts = await worker.open();
  worker.holdProcess(false);
  return new PlannerThread(facts, worker, planTimeoutMs);
}
