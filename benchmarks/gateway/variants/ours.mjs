/** This project's gateway as it runs in production, all its protections on, over the workload's supergraph. */
import { createLogger } from '@corridor/config';
import { openGateway, readGatewayConfig } from '@corridor/gateway';
import { createExecutor } from '../execute-service.mjs';
import { workloads } from '../workloads.mjs';
import { readSupergraph, settings, tellUrl } from './listen.mjs';

const config = readGatewayConfig({ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', ...settings.env });

const atPath = (url) => new URL(`${settings.path ?? ''}/graphql`, url).href;

/** A subgraph in this process, its resolvers executed for each fetch. */
function openLocally(service) {
  const execute = createExecutor(service);
  return {
    execute: async (request) => execute(request),
    readiness: async () => ({ ready: true }),
  };
}

const subgraphs = Object.fromEntries(
  Object.entries(workloads[settings.workload].services).map(([name, service]) => [
    name,
    settings.inProcess ? openLocally(service) : { url: atPath(settings.urls[name]) },
  ]),
);
// Requests are not logged, as they are by none of the others.
const logger = createLogger('gateway', 'warn');
const gateway = await openGateway({ supergraphSdl: readSupergraph(), subgraphs, config, logger });
const { url } = await gateway.listen();
tellUrl(url);
