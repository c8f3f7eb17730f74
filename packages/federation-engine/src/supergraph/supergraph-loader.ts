import { setTimeout as delay } from 'node:timers/promises';
import type { EngineLogger } from '../engine-options.js';
import { readLastGood, writeLastGood } from './last-good.js';
import { openSource, type SupergraphSource } from './supergraph-source.js';
import {
  SupergraphSwitch,
  type LoadedSupergraph,
  type RefusedSupergraph,
  type SwitchOptions,
} from './supergraph-switch.js';

export interface SupergraphLoaderOptions<Graph> extends Pick<
  SwitchOptions<Graph>,
  'openPlanner' | 'prepare' | 'onSwap'
> {
  readonly source: SupergraphSource;
  /** Where the last supergraph that worked is kept. Default: nowhere. */
  readonly lastGoodFile?: string;
  /** Default: nobody is told. */
  readonly logger?: EngineLogger;
}

/** What a health page tells of the supergraph. */
export interface SupergraphState {
  readonly current: {
    readonly id: string;
    readonly loadedAt: Date;
    /** Whether it is the one kept on disk, since the source had none that works. */
    readonly fromLastGood: boolean;
  };
  /** The newest, when it was not taken: the current one is not what the source wants. */
  readonly refused?: RefusedSupergraph;
}

export interface SupergraphLoader<Graph> {
  /** What `prepare` made of the supergraph in service. */
  readonly current: Graph;
  state(): SupergraphState;
  /** Ends the source and every planner. */
  close(): Promise<void>;
}

/** How long a source may be silent at the start before the last good supergraph takes its place, until it speaks. */
const patienceMs = 10_000;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

class Loader<Graph> implements SupergraphLoader<Graph> {
  readonly #supergraphs: SupergraphSwitch<Graph>;
  readonly #closing = new AbortController();
  #cleanup: (() => Promise<void>) | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(private readonly options: SupergraphLoaderOptions<Graph>) {
    const { openPlanner, prepare, onSwap, logger } = options;
    this.#supergraphs = new SupergraphSwitch<Graph>({
      openPlanner,
      prepare,
      onSwap,
      onRefused: ({ id, reason }) => logger?.error(`The supergraph ${id ?? ''} is refused: ${reason}`),
      onLoaded: (loaded) => this.#keep(loaded),
      onError: (error) => logger?.error(error.message),
    });
  }

  get current(): Graph {
    return this.#inService().graph;
  }

  state(): SupergraphState {
    const { id, loadedAt, fromLastGood } = this.#inService();
    const { refused } = this.#supergraphs;
    return { current: { id, loadedAt, fromLastGood }, ...(refused && { refused }) };
  }

  async start(): Promise<void> {
    const first = this.#openSource().then(() => this.#supergraphs.settled());
    if (this.options.lastGoodFile) {
      await Promise.race([first, delay(patienceMs, undefined, { ref: false })]);
      if (!this.#supergraphs.loaded) await this.#loadLastGood(this.options.lastGoodFile);
    }
    if (!this.#supergraphs.loaded) await first;
    if (this.#supergraphs.loaded) return;
    await this.close();
    throw new Error(`There is no supergraph to start with: ${this.#supergraphs.refused?.reason}`);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#cleanup?.().catch((error: unknown) => this.#warn(error));
    await this.#supergraphs.close();
    await this.#keeping;
  }

  #inService(): LoadedSupergraph<Graph> {
    const { loaded } = this.#supergraphs;
    if (!loaded) throw new Error('No supergraph is loaded yet');
    return loaded;
  }

  async #openSource(retryMs = firstRetryMs): Promise<void> {
    try {
      const update = (supergraphSdl: string) => this.#supergraphs.offer(supergraphSdl);
      const { supergraphSdl, cleanup } = await openSource(this.options.source, update);
      this.#cleanup = cleanup;
      if (this.#closing.signal.aborted) await cleanup?.();
      else update(supergraphSdl);
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#supergraphs.refuse(messageOf(error));
      void this.#openSourceLater(retryMs);
    }
  }

  async #openSourceLater(retryMs: number): Promise<void> {
    const { signal } = this.#closing;
    await delay(retryMs, undefined, { ref: false, signal }).catch(() => undefined);
    if (!signal.aborted) await this.#openSource(Math.min(retryMs * 2, longestRetryMs));
  }

  async #loadLastGood(file: string): Promise<void> {
    const supergraphSdl = await readLastGood(file).catch((error: unknown) => this.#warn(error));
    if (supergraphSdl !== undefined && !this.#supergraphs.isLoading)
      this.#supergraphs.offer(supergraphSdl, true);
    await this.#supergraphs.settled();
  }

  /** One after the other, so that the last to serve is the last to be written. */
  #keep({ supergraphSdl, fromLastGood }: LoadedSupergraph<Graph>): void {
    const { lastGoodFile } = this.options;
    if (fromLastGood || !lastGoodFile) return;
    this.#keeping = this.#keeping
      .then(() => writeLastGood(lastGoodFile, supergraphSdl))
      .catch((error: unknown) => this.#warn(error));
  }

  #warn(error: unknown): undefined {
    this.options.logger?.warn(messageOf(error));
  }
}

/**
 * Loads a supergraph and every one that its source gives after it, each without a bump: its planner is opened and
 * `prepare` has made its graph before it takes the place of the current one, whole. One that is broken is refused and
 * changes nothing. When the source has none that works at the start, the last good one serves and the source is asked
 * again, after pauses that grow to a minute.
 *
 * @throws Error when neither the source nor the file of the last good one has a supergraph that works
 */
export async function loadSupergraphs<Graph>(
  options: SupergraphLoaderOptions<Graph>,
): Promise<SupergraphLoader<Graph>> {
  const loader = new Loader(options);
  await loader.start();
  return loader;
}
