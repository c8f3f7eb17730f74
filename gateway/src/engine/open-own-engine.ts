import type { Logger } from '@corridor/config';
import {
  FederationEngine,
  followFile,
  MemoryAnswerStore,
  openRedisAnswerStore,
  stringifyResult,
  type AnswerStore,
  type Subgraph,
} from '@corridor/federation-engine';
import type { GatewayConfig } from '../config.js';
import type { GatewayContext } from '../operations/mask-errors.js';
import type { Engine } from './engine.js';

export interface OwnEngineOptions {
  readonly supergraphSdl: string;
  readonly supergraphFile?: string;
  readonly findSubgraph: (name: string) => Subgraph;
  readonly config: GatewayConfig;
  /** Names all data there is: an answer made of other data is not given again. */
  readonly dataVersion: () => string | undefined;
  readonly logger: Logger;
}

const dayMs = 86_400_000;

/** The day in UTC, by number: what holds "now" changes with it. */
const today = () => Math.floor(Date.now() / dayMs);

async function openAnswerStore({
  redisUrl,
  answerCacheBytes,
}: GatewayConfig): Promise<AnswerStore | undefined> {
  if (redisUrl) return openRedisAnswerStore({ redis: redisUrl });
  return answerCacheBytes > 0 ? new MemoryAnswerStore({ maxBytes: answerCacheBytes }) : undefined;
}

/** Our own engine, `packages/federation-engine`. */
export async function openOwnEngine(options: OwnEngineOptions): Promise<Engine> {
  const { supergraphSdl, supergraphFile, findSubgraph, config, dataVersion, logger } = options;
  const engine = new FederationEngine({
    supergraphSdl: supergraphFile
      ? followFile(supergraphFile, { onError: ({ message }) => logger.error(message) })
      : supergraphSdl,
    subgraph: ({ name }) => findSubgraph(name),
    answerStore: await openAnswerStore(config),
    cacheEpoch: () => {
      const version = dataVersion();
      return version === undefined ? undefined : `${version} ${today()}`;
    },
    shareRequests: config.shareRequests,
    requestTimeoutMs: config.requestTimeoutMs,
    lastGoodFile: config.lastGoodFile,
    callOf: (context) => (context as GatewayContext).call,
    logger,
  });
  return {
    gateway: engine,
    stringifyResult,
    answer: (request, client) => engine.answer(request, client),
    supergraph: () => engine.status()?.supergraph,
  };
}
