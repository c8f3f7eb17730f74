/**
 * The product's gateway over services elsewhere (`urls`) or in this process (`targets`), with what it has on in
 * production and no cache of answers. `settings.env` adds to its environment.
 */
import { readFileSync } from 'node:fs';
import { createLogger } from '@corridor/config';
import { openGateway, readGatewayConfig } from '@corridor/gateway';
import { openService } from '@corridor/subgraph';
import { poolSize, services } from '../services.mjs';
import { settings, tell } from './process.mjs';

const { urls, targets, env } = settings;
const supergraphSdl = readFileSync(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8');
const logger = createLogger('gateway', 'warn');

async function openHere(name) {
  const service = await openService(services[name], { target: targets[name], logger, poolSize });
  await service.loaded;
  return [name, service];
}

const subgraphs = urls
  ? Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, { url }]))
  : Object.fromEntries(await Promise.all(Object.keys(targets).map(openHere)));
const gateway = await openGateway({
  supergraphSdl,
  subgraphs,
  config: readGatewayConfig({ NODE_ENV: 'production', ANSWER_CACHE_BYTES: '0', ...env }),
  logger,
});
tell({ url: (await gateway.listen('127.0.0.1', 0)).url });
