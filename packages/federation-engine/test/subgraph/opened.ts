import { httpSubgraph, type HttpSubgraphOptions } from '../../src/subgraph/http-subgraph.js';
import type { ObservedSubgraph } from '../../src/subgraph/fetch-stats.js';
import { openRawServer, type RawRequest, type RawServer } from './raw-server.js';

type Options = Partial<Omit<HttpSubgraphOptions, 'name' | 'url'>>;

/** Servers and subgraphs of one test, closed after it. */
export class Opened {
  private readonly closers: (() => Promise<void>)[] = [];

  async subgraph(
    answer: (request: RawRequest) => void,
    options: Options = {},
  ): Promise<{ server: RawServer; subgraph: ObservedSubgraph }> {
    const server = await openRawServer(answer);
    this.closers.push(() => server.close());
    return { server, subgraph: this.subgraphAt(server.url, options) };
  }

  /** With a deadline beyond what `until` waits for, so that it cannot be what a test sees. */
  subgraphAt(url: string, options: Options = {}): ObservedSubgraph {
    const subgraph = httpSubgraph({ name: 'numbers', url, timeoutMs: 20_000, ...options });
    this.closers.push(() => subgraph.close());
    return subgraph;
  }

  closeLater(close: () => Promise<void>): void {
    this.closers.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close();
  }
}
