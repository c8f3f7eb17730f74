import type { Planner } from '../planner/planner.js';
import { RetiringPlanner } from './retiring-planner.js';
import { supergraphId } from './supergraph-id.js';

export interface SwitchOptions<Graph> {
  /** Builds a planner; rejects when the supergraph is broken. */
  readonly openPlanner: (supergraphSdl: string) => Promise<Planner>;
  /** Makes all that requests need of a supergraph, before it takes any; a rejection refuses the supergraph. */
  readonly prepare: (
    planner: Planner,
    supergraph: { readonly id: string; readonly supergraphSdl: string },
  ) => Promise<Graph>;
  /** Called in the same turn as the graph becomes the current one. */
  readonly onSwap: (graph: Graph) => void;
  readonly onRefused: (refused: RefusedSupergraph) => void;
  /** A supergraph that serves, to be kept. */
  readonly onLoaded: (loaded: LoadedSupergraph<Graph>) => void;
  readonly onError: (error: Error) => void;
}

export interface LoadedSupergraph<Graph> {
  readonly id: string;
  readonly supergraphSdl: string;
  readonly graph: Graph;
  readonly planner: RetiringPlanner;
  readonly loadedAt: Date;
  readonly fromLastGood: boolean;
}

export interface RefusedSupergraph {
  /** Missing when the source gave no supergraph at all. */
  readonly id?: string;
  readonly at: Date;
  readonly reason: string;
}

interface Candidate {
  readonly id: string;
  readonly supergraphSdl: string;
  readonly fromLastGood: boolean;
}

/**
 * Brings one supergraph after the other into service. They are loaded one at a time, so that there are never more
 * than two planners at work; the newest goes first, and what it overtakes is dropped.
 */
export class SupergraphSwitch<Graph> {
  #loaded: LoadedSupergraph<Graph> | undefined;
  #refused: RefusedSupergraph | undefined;
  #next: Candidate | undefined;
  #loading: Candidate | undefined;
  /** The planner of the candidate that is being loaded. */
  #opened: RetiringPlanner | undefined;
  #retiring: RetiringPlanner | undefined;
  #work: Promise<void> | undefined;
  #isClosed = false;

  constructor(private readonly options: SwitchOptions<Graph>) {}

  get loaded(): LoadedSupergraph<Graph> | undefined {
    return this.#loaded;
  }

  get refused(): RefusedSupergraph | undefined {
    return this.#refused;
  }

  /** Whether a supergraph is on its way. */
  get isLoading(): boolean {
    return this.#work !== undefined;
  }

  offer(supergraphSdl: string, fromLastGood = false): void {
    const id = supergraphId(supergraphSdl);
    if (this.#isClosed || (this.#next ?? this.#loading)?.id === id) return;
    this.#next = { id, supergraphSdl, fromLastGood };
    void this.#opened?.close();
    this.#work ??= this.#loadAll();
  }

  refuse(reason: string, id?: string): void {
    this.#refused = { ...(id !== undefined && { id }), at: new Date(), reason };
    this.options.onRefused(this.#refused);
  }

  /** Resolves when nothing that was offered is left to load. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#next = undefined;
    await Promise.all([this.#opened?.close(), this.#retiring?.close(), this.#loaded?.planner.close()]);
    await this.#work;
  }

  async #loadAll(): Promise<void> {
    for (let candidate = this.#takeNext(); candidate; candidate = this.#takeNext()) {
      try {
        await this.#load(candidate);
      } catch (error) {
        if (!this.#isOvertaken())
          this.#report(candidate, error instanceof Error ? error.message : String(error));
      }
    }
    this.#work = undefined;
  }

  #report({ id, fromLastGood }: Candidate, reason: string): void {
    if (fromLastGood)
      this.options.onError(new Error(`The last good supergraph ${id} does not load: ${reason}`));
    else this.refuse(reason, id);
  }

  #takeNext(): Candidate | undefined {
    this.#loading = this.#next;
    this.#next = undefined;
    return this.#loading;
  }

  #isOvertaken(): boolean {
    return this.#isClosed || this.#next !== undefined;
  }

  async #load(candidate: Candidate): Promise<void> {
    const { id, supergraphSdl, fromLastGood } = candidate;
    if (id === this.#loaded?.id) {
      this.#loaded = { ...this.#loaded, fromLastGood };
      this.#refused = undefined;
      return;
    }
    const { openPlanner, prepare, onError } = this.options;
    const planner = new RetiringPlanner(await openPlanner(supergraphSdl), onError);
    this.#opened = planner;
    try {
      if (this.#isOvertaken()) return;
      const graph = await prepare(planner, { id, supergraphSdl });
      if (this.#isOvertaken()) return;
      this.#swap({ id, supergraphSdl, graph, planner, loadedAt: new Date(), fromLastGood });
    } finally {
      this.#opened = undefined;
      if (this.#loaded?.planner !== planner) await planner.close();
    }
  }

  #swap(loaded: LoadedSupergraph<Graph>): void {
    const previous = this.#loaded;
    this.#loaded = loaded;
    if (!loaded.fromLastGood) this.#refused = undefined;
    try {
      this.options.onSwap(loaded.graph);
    } catch (error) {
      this.options.onError(error as Error);
    }
    this.options.onLoaded(loaded);
    // One planner at a time has a grace: with one supergraph right after the other their threads would pile up.
    this.#retiring?.endGrace();
    previous?.planner.retire();
    this.#retiring = previous?.planner;
  }
}
