import type { Logger } from '@corridor/config';
import type { SubgraphTarget } from '../subgraphs/open-subgraph.js';
import { askReadiness } from './ask-readiness.js';

/** `unknown` until it was asked once; `unreachable` when it does not answer. */
export type SubgraphState = 'unknown' | 'ready' | 'not ready' | 'unreachable';

export interface SubgraphWatch {
  states(): Readonly<Record<string, SubgraphState>>;
  /** Names the data of all subgraphs together; undefined while any one's is not known. */
  dataVersion(): string | undefined;
  close(): void;
}

export interface WatchOptions {
  readonly targets: ReadonlyMap<string, SubgraphTarget>;
  readonly intervalMs: number;
  readonly logger: Logger;
}

interface Seen {
  readonly state: SubgraphState;
  readonly dataVersion?: string;
}

async function look(target: SubgraphTarget): Promise<Seen> {
  try {
    const answer = await askReadiness(target);
    if (typeof answer !== 'object' || answer === null) return { state: 'unreachable' };
    const { ready, status, dataVersion } = answer as Readonly<Record<string, unknown>>;
    if (ready !== true && status !== 'ready') return { state: 'not ready' };
    const isVersion = typeof dataVersion === 'string' || typeof dataVersion === 'number';
    return { state: 'ready', ...(isVersion && { dataVersion: String(dataVersion) }) };
  } catch {
    return { state: 'unreachable' };
  }
}

function combineVersions(seen: ReadonlyMap<string, Seen>): string | undefined {
  const versions: string[] = [];
  for (const [name, { dataVersion }] of seen) {
    if (dataVersion === undefined) return undefined;
    versions.push(`${name}=${dataVersion}`);
  }
  return JSON.stringify(versions);
}

/** Asks every subgraph again and again whether it is ready and which data it has; keeps no process alive by it. */
export function watchSubgraphs({ targets, intervalMs, logger }: WatchOptions): SubgraphWatch {
  const seen = new Map<string, Seen>([...targets.keys()].map((name) => [name, { state: 'unknown' }]));
  const timers = new Map<string, NodeJS.Timeout>();
  let version = combineVersions(seen);
  let closed = false;

  const watch = async (name: string, target: SubgraphTarget): Promise<void> => {
    const now = await look(target);
    if (closed) return;
    const before = seen.get(name);
    if (before?.state !== now.state)
      logger.info({ subgraph: name, state: now.state }, 'a subgraph changed its state');
    seen.set(name, now);
    version = combineVersions(seen);
    timers.set(name, setTimeout(() => void watch(name, target), intervalMs).unref());
  };
  for (const [name, target] of targets) void watch(name, target);

  return {
    states: () => Object.fromEntries([...seen].map(([name, { state }]) => [name, state])),
    dataVersion: () => version,
    close: () => {
      closed = true;
      timers.forEach(clearTimeout);
    },
  };
}
