import type { LocalSubgraph, SubgraphConnection } from './subgraph-connection.js';

/** A subgraph in this process: no HTTP, no JSON. It cannot be cut off; whoever waits stops waiting. */
export const connectLocally = (subgraph: LocalSubgraph): SubgraphConnection => ({
  send: (request, requestId) => subgraph.execute(request, requestId),
  readiness: () => subgraph.readiness(),
  close: () => Promise.resolve(), // whoever opened it closes it
});
