import { requestIdHeader } from '@corridor/http';
import { Pool } from 'undici';
import type { SubgraphConnection } from './subgraph-connection.js';

const connectionsPerSubgraph = 64;
const connectTimeoutMs = 2_000;
/** Shorter than a subgraph keeps an idle connection (65 s), so that none is used just as the other side closes it. */
const idleTimeoutMs = 30_000;
/** A larger answer is a fault of the subgraph, and must not become one of the gateway's memory. */
const maxAnswerBytes = 20_000_000;

/** A subgraph behind HTTP, over a pool of kept connections. */
export function connectOverHttp(url: string): SubgraphConnection {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: connectionsPerSubgraph,
    connect: { timeout: connectTimeoutMs },
    keepAliveTimeout: idleTimeoutMs,
    keepAliveMaxTimeout: idleTimeoutMs,
    maxResponseSize: maxAnswerBytes,
    headersTimeout: 0, // the caller's signal is the one deadline
    bodyTimeout: 0,
  });
  return {
    send: async (request, requestId, signal) => {
      const { body } = await pool.request({
        method: 'POST',
        path: `${pathname}${search}`,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [requestIdHeader]: requestId,
        },
        body: JSON.stringify(request),
        signal,
      });
      return body.json(); // also of an answer that is not 200: errors may stand in it
    },
    readiness: async (signal) => {
      const { body } = await pool.request({ method: 'GET', path: '/health/ready', signal });
      return body.json();
    },
    close: () => pool.destroy(),
  };
}
