import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readiness } from '@corridor/http';
import type { EngineStatus } from '@corridor/federation-engine';
import type { SubgraphState } from './watch-subgraphs.js';

export interface GatewayReadiness extends Readiness {
  /** Undefined while Apollo's engine runs, which does not say. */
  readonly supergraph: EngineStatus['supergraph'] | undefined;
  readonly subgraphs: Readonly<Record<string, SubgraphState>>;
}

const gauge = (name: string, help: string, samples: readonly string[]): string =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples.map((sample) => name + sample), ''].join(
    '\n',
  );

/** The gateway's state in Prometheus' text format. */
export function metricsText({ ready, supergraph, subgraphs }: GatewayReadiness): string {
  const parts = [
    gauge('corridor_gateway_ready', 'Whether it takes requests.', [` ${Number(ready)}`]),
    gauge(
      'corridor_subgraph_ready',
      'Whether the subgraph was ready when last asked.',
      Object.entries(subgraphs).map(([name, state]) => `{subgraph="${name}"} ${Number(state === 'ready')}`),
    ),
  ];
  if (!supergraph) return parts.join('');
  const { current, refused } = supergraph;
  return [
    ...parts,
    gauge('corridor_supergraph_info', 'The supergraph in service.', [
      `{id="${current.id}",last_good="${current.fromLastGood}"} 1`,
    ]),
    gauge('corridor_supergraph_loaded_timestamp_seconds', 'Since when it is in service.', [
      ` ${current.loadedAt.getTime() / 1_000}`,
    ]),
    gauge('corridor_supergraph_refused', 'Whether a newer one was refused.', [` ${Number(!!refused)}`]),
  ].join('');
}

/** Serves `/metrics` at a port of its own, which need not be reached from outside. */
export async function serveMetrics(
  { host, port }: { readonly host: string; readonly port: number },
  readiness: () => Promise<GatewayReadiness>,
): Promise<{ readonly port: number; close(): void }> {
  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    request.resume();
    if (request.url !== '/metrics' || request.method !== 'GET') return response.writeHead(404).end();
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    readiness().then(
      (state) => response.end(metricsText(state)),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
