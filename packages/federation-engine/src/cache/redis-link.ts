import type { Redis, RedisOptions } from 'ioredis';
import { findScript, invalidateScript, setScript } from './redis-scripts.js';

/** The scripts as the client knows them: the number of keys comes first where it varies. */
export interface AnswerScripts {
  findAnswer(keyCount: number, ...keysAndArguments: (string | number)[]): Promise<string | unknown[]>;
  setAnswer(...keysAndArguments: (string | number)[]): Promise<number>;
  invalidateAnswers(...keysAndArguments: (string | number)[]): Promise<number>;
}

/** What must be known of a Redis before it is used. */
export interface RedisRun {
  /**
   * Begins every key. It names this run of the server: one that was restarted may have come back with answers of
   * before, without the invalidations since, and a replica may never have heard of them. So nobody finds them again.
   */
  readonly prefix: string;
  /** Whether it drops keys of its own accord when it is full. */
  readonly evicts: boolean;
}

/** No command outlives its connection or waits for one: whoever asked has gone on without it. */
export const linkOptions: RedisOptions = {
  lazyConnect: false,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (attempts) => Math.min(50 * attempts, 1_000),
  connectTimeout: 2_000,
  // A peer that vanished without a word is given up, and another connection tried.
  socketTimeout: 2_000,
  // Of the keys a script is given only, not of those it makes up: ours do it.
  keyPrefix: '',
  scripts: {
    findAnswer: { lua: findScript },
    setAnswer: { lua: setScript, numberOfKeys: 2 },
    invalidateAnswers: { lua: invalidateScript, numberOfKeys: 1 },
  },
};

const failuresBeforePause = 3;
const pauseMs = 1_000;

/** One connection, with a deadline on every command and a pause after several failures. */
export class RedisLink {
  #run: RedisRun | undefined;
  #failures = 0;
  /** On the clock of `performance.now()`. */
  #pausedUntil = 0;

  /**
   * @param client made with {@link linkOptions}
   * @param deadlineMs how long a command is waited for
   */
  constructor(
    private readonly client: Redis,
    private readonly deadlineMs: number,
    private readonly keyPrefix: string,
  ) {
    // Its attempts to connect fail one by one; all that matters is whether it is connected.
    client.on('error', () => undefined);
    client.on('close', () => (this.#run = undefined));
    client.on('ready', () => void this.#learn());
    if (client.status === 'ready') void this.#learn();
  }

  async #learn(): Promise<void> {
    try {
      const info = await this.client.info();
      const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
      const runId = field('run_id');
      if (runId === undefined || this.client.status !== 'ready') return;
      const evicts = field('maxmemory') !== '0' && field('maxmemory_policy') !== 'noeviction';
      // The braces keep all keys on one node of a cluster.
      this.#run = { prefix: `${this.keyPrefix}{answers}:${runId}:`, evicts };
    } catch {
      // The connection broke, and the next one asks again; or this server must not be asked, and is not used.
    }
  }

  /** Connected, and not just now known to fail. */
  get isUsable(): boolean {
    return this.#run !== undefined && performance.now() >= this.#pausedUntil;
  }

  /** What the command gave; undefined when it failed, was not connected, or took longer than the deadline. */
  async attempt<T>(command: (scripts: AnswerScripts, run: RedisRun) => Promise<T>): Promise<T | undefined> {
    if (this.#run === undefined) return undefined;
    // While one tries again, the others are spared the wait.
    if (this.#failures >= failuresBeforePause) this.#pausedUntil = performance.now() + pauseMs;
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer in time')), this.deadlineMs);
      });
      const result = await Promise.race([command(this.client as unknown as AnswerScripts, this.#run), late]);
      this.#failures = 0;
      this.#pausedUntil = 0;
      return result;
    } catch (error) {
      this.#noteFailure(error);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A server that says no (it is full, say) is in reach, and may say yes to something else. */
  #noteFailure(error: unknown): void {
    if (error instanceof Error && error.name === 'ReplyError') return;
    this.#failures += 1;
    if (this.#failures >= failuresBeforePause) this.#pausedUntil = performance.now() + pauseMs;
  }

  close(): void {
    this.client.disconnect();
  }
}
