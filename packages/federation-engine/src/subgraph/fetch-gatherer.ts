import type { PendingFetch } from './pending-fetch.js';
import { headersKey } from './request-message.js';

/**
 * Gathers the queries of one turn of the event loop, of whichever client, by their headers. A turn ends with
 * `setImmediate`, after all that arrived from the network was worked on; a microtask would end it with each arrival.
 */
export class FetchGatherer {
  /** A new one for each turn: a map that lives on keeps what was deleted from it from the collector. */
  private groups = new Map<string, PendingFetch[]>();

  /** @param deliver is given fetches of equal headers, at most `atMost` */
  constructor(
    private readonly atMost: number,
    private readonly deliver: (fetches: PendingFetch[]) => void,
  ) {}

  add(fetch: PendingFetch): void {
    const key = headersKey(fetch.request.call.headers);
    const group = this.groups.get(key);
    if (!group) {
      if (this.groups.size === 0) setImmediate(this.flush);
      this.groups.set(key, [fetch]);
    } else if (group.push(fetch) === this.atMost) {
      this.groups.set(key, []);
      this.deliver(group);
    }
  }

  private readonly flush = (): void => {
    const groups = this.groups;
    this.groups = new Map();
    for (const group of groups.values()) if (group.length > 0) this.deliver(group);
  };
}
