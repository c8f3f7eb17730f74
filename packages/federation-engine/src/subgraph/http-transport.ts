import { Pool } from 'undici';
import { HttpExchange, type Receiver } from './http-exchange.js';

const connectTimeoutMs = 2_000;
/** For servers that do not say how long they keep an idle connection: the shortest usual default is 5 s. */
const idleMs = 4_000;
const longestIdleMs = 30_000;
/** Closed this long before the time the server named, so that no request meets a connection just being closed. */
const idleMarginMs = 1_000;

export interface HttpTransportOptions {
  readonly url: string;
  readonly connections: number;
  readonly maxAnswerBytes: number;
}

export interface Post {
  readonly body: string;
  /** Names and values in turn. */
  readonly headers: string[];
  /** True for what must not meet a kept connection that the server is just closing: it opens one of its own. */
  readonly onNewConnection: boolean;
}

/** Sends bodies to one address; of more requests than connections the later ones wait. */
export class HttpTransport {
  private readonly path: string;
  private readonly kept: Pool;
  private readonly unkept: Pool;

  constructor({ url, connections, maxAnswerBytes }: HttpTransportOptions) {
    const { origin, pathname, search } = new URL(url);
    this.path = pathname + search;
    const common = {
      connections,
      connect: { timeout: connectTimeoutMs },
      maxResponseSize: maxAnswerBytes,
      headersTimeout: 0, // every fetch has its own deadline
      bodyTimeout: 0,
    };
    this.kept = new Pool(origin, {
      ...common,
      keepAliveTimeout: idleMs,
      keepAliveMaxTimeout: longestIdleMs,
      keepAliveTimeoutThreshold: idleMarginMs,
    });
    // undici connects anew after a request was aborted: that connection must not lie here and grow stale.
    this.unkept = new Pool(origin, { ...common, pipelining: 0, keepAliveTimeout: 1 });
  }

  send({ body, headers, onNewConnection }: Post, receiver: Receiver): HttpExchange {
    const exchange = new HttpExchange(receiver);
    const pool = onNewConnection ? this.unkept : this.kept;
    pool.dispatch({ method: 'POST', path: this.path, headers, body }, exchange);
    return exchange;
  }

  /** Closes at once; what is under way fails. */
  async close(): Promise<void> {
    await Promise.all([this.kept.destroy(), this.unkept.destroy()]);
  }
}
