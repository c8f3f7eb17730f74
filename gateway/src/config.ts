import { boolean, list, port, positiveInteger, readSettings, wholeNumber } from '@corridor/config';
import { z } from 'zod';
import type { Limits } from './security/limits.js';

/** The gateway's settings; the table in README.md says what each is for. */
export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  /** Where metrics are served; nowhere without. */
  readonly metricsPort: number | undefined;
  readonly logLevel: string;
  /** Schema, suggestions and the Sandbox page are for development only. */
  readonly production: boolean;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly limits: Limits;
  /** `own`, or `stock` for Apollo's gateway as it is. */
  readonly engine: 'own' | 'stock';
  /** Whether identical queries, and identical fetches, at one time are executed once. */
  readonly shareRequests: boolean;
  /** The longest that a whole request may take. */
  readonly requestTimeoutMs: number;
  /** The longest that one fetch from a subgraph may take. */
  readonly subgraphTimeoutMs: number;
  /** How many fetches are sent to a subgraph as one; 1 for subgraphs that take no lists. */
  readonly subgraphMaxBatch: number;
  /** How much memory cached answers may take; 0 keeps none. */
  readonly answerCacheBytes: number;
  /** Where cached answers are kept for several gateways; in memory without. */
  readonly redisUrl: string | undefined;
  /** Where the supergraph is; the committed one without. */
  readonly supergraphFile: string | undefined;
  /** Keeps the last supergraph that worked; nothing is kept without. */
  readonly lastGoodFile: string | undefined;
  /** How often each subgraph is asked whether it is ready and which data it has. */
  readonly subgraphPollMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Apollo's Sandbox in its own tab and embedded, and whatever runs on this machine. */
const developmentOrigins = [
  'https://studio.apollographql.com',
  'https://sandbox.embed.apollographql.com',
  'https://explorer.embed.apollographql.com',
  'http://localhost:*',
  'http://127.0.0.1:*',
];

const origin = z
  .string()
  .regex(
    /^(\*|https?:\/\/[^/*\s]+?(:\*)?)$/,
    'must be origins such as https://example.org or http://localhost:*',
  );

const settings = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4_000),
  METRICS_PORT: port.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NODE_ENV: z.string().default('development'),
  INTROSPECTION: boolean.optional(),
  CORS_ORIGINS: list.pipe(z.array(origin)).optional(),
  MAX_BODY_BYTES: positiveInteger.default(1_000_000),
  MAX_DEPTH: positiveInteger.default(15),
  MAX_ALIASES: positiveInteger.default(50),
  MAX_DIRECTIVES: positiveInteger.default(50),
  MAX_TOKENS: positiveInteger.default(2_000),
  MAX_NESTING: positiveInteger.default(100),
  MAX_EXPANDED_FIELDS: positiveInteger.default(5_000),
  ENGINE: z.enum(['own', 'stock']).default('own'),
  SHARE_REQUESTS: boolean.default(true),
  REQUEST_TIMEOUT_MS: positiveInteger.default(25_000),
  SUBGRAPH_TIMEOUT_MS: positiveInteger.default(10_000),
  SUBGRAPH_MAX_BATCH: positiveInteger.max(20).default(20),
  ANSWER_CACHE_BYTES: wholeNumber.default(32_000_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
  SUPERGRAPH_FILE: z.string().optional(),
  LAST_GOOD_SUPERGRAPH: z.string().optional(),
  SUBGRAPH_POLL_MS: positiveInteger.default(2_000),
};

/**
 * Reads the gateway's settings from environment variables.
 * @throws ConfigError naming each variable that cannot be used
 */
export function readGatewayConfig(env: Environment): GatewayConfig {
  const given = readSettings(env, settings);
  const production = given.NODE_ENV === 'production';
  return {
    host: given.HOST,
    port: given.PORT,
    metricsPort: given.METRICS_PORT,
    logLevel: given.LOG_LEVEL,
    production,
    introspection: given.INTROSPECTION ?? !production,
    corsOrigins: given.CORS_ORIGINS ?? (production ? [] : developmentOrigins),
    maxBodyBytes: given.MAX_BODY_BYTES,
    limits: {
      MAX_DEPTH: given.MAX_DEPTH,
      MAX_ALIASES: given.MAX_ALIASES,
      MAX_DIRECTIVES: given.MAX_DIRECTIVES,
      MAX_TOKENS: given.MAX_TOKENS,
      MAX_NESTING: given.MAX_NESTING,
      MAX_EXPANDED_FIELDS: given.MAX_EXPANDED_FIELDS,
    },
    engine: given.ENGINE,
    shareRequests: given.SHARE_REQUESTS,
    requestTimeoutMs: given.REQUEST_TIMEOUT_MS,
    subgraphTimeoutMs: given.SUBGRAPH_TIMEOUT_MS,
    subgraphMaxBatch: given.SUBGRAPH_MAX_BATCH,
    answerCacheBytes: given.ANSWER_CACHE_BYTES,
    redisUrl: given.REDIS_URL,
    supergraphFile: given.SUPERGRAPH_FILE,
    lastGoodFile: given.LAST_GOOD_SUPERGRAPH,
    subgraphPollMs: given.SUBGRAPH_POLL_MS,
  };
}

/** A service's address: `<NAME>_URL`, else the one that the supergraph was composed with. */
export function readSubgraphUrls(
  env: Environment,
  composed: ReadonlyMap<string, string>,
): Record<string, { readonly url: string }> {
  const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
  return Object.fromEntries(
    [...composed].map(([name, url]) => {
      const variable = `${name.toUpperCase().replace(/\W/g, '_')}_URL`;
      return [name, { url: readSettings(env, { [variable]: address.default(url) })[variable] as string }];
    }),
  );
}
