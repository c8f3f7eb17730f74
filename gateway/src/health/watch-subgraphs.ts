import type { Logger } from '@corridor/config';
import type { SubgraphConnection } from '../subgraphs/subgraph-connection.js';
import { withDeadline } from '../subgraphs/with-deadline.js';

/** `unknown` until it was asked once; `unreachable` when it does not answer. */
export type SubgraphState = 'unknown' | 'ready' | 'not ready' | 'unreachable';

export interface SubgraphWatch {
  states(): Readonly<Record<string, SubgraphState>>;
  /** Names the data of all subgraphs together; undefined while any one's is not known. */
  dataVersion(): string | undefined;
  close(): void;
}

export interface WatchOptions {
  readonly connections: ReadonlyMap<string, SubgraphConnection>;
  readonly intervalMs: number;
  readonly logger: Logger;
}

interface Seen {
  readonly state: SubgraphState;
  readonly dataVersion?: string;
}

const answerTimeoutMs = 1_500;

async function look(connection: SubgraphConnection): Promise<Seen> {
  try {
    const answer = await withDeadline(answerTimeoutMs, (signal) => connection.readiness(signal));
    if (typeof answer !== 'object' || answer === null) return { state: 'unreachable' };
    const { ready, status, dataVersion } = answer as Readonly<Record<string, unknown>>;
    if (ready !== true && status !== 'ready') return { state: 'not ready' };
    const isVersion = typeof dataVersion === 'string' || typeof dataVersion === 'number';
    return { state: 'ready', ...(isVersion && { dataVersion: String(dataVersion) }) };
  } catch {
    return { state: 'unreachable' };
  }
}

/** Asks every subgraph again and again whether it is ready and which data it has; keeps no process alive by it. */
export function watchSubgraphs({ connections, intervalMs, logger }: WatchOptions): SubgraphWatch {
  const seen = new Map<string, Seen>([...connections.keys()].map((name) => [name, { state: 'unknown' }]));
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  const watch = async (name: string, connection: SubgraphConnection): Promise<void> => {
    const now = await look(connection);
    if (closed) return;
    const before = seen.get(name);
    if (before?.state !== now.state)
      logger.info({ subgraph: name, state: now.state }, 'a subgraph changed its state');
    seen.set(name, now);
    timers.set(name, setTimeout(() => void watch(name, connection), intervalMs).unref());
  };
  for (const [name, connection] of connections) void watch(name, connection);

  return {
    states: () => Object.fromEntries([...seen].map(([name, { state }]) => [name, state])),
    dataVersion: () => {
      const versions: string[] = [];
      for (const [name, { dataVersion }] of seen) {
        if (dataVersion === undefined) return undefined;
        versions.push(`${name}=${dataVersion}`);
      }
      return JSON.stringify(versions);
    },
    close: () => {
      closed = true;
      timers.forEach(clearTimeout);
    },
  };
}
