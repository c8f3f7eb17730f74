import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, createLogger } from '@corridor/config';
import { readGatewayConfig, readSubgraphUrls } from './config.js';
import { serveMetrics } from './health/metrics.js';
import { openGateway } from './server.js';
import { listSubgraphs } from '@corridor/federation-engine';

/** A clean end takes 10 s at most; a process that is still there after this would be killed anyway. */
const endTimeoutMs = 11_500;

async function run(): Promise<void> {
  const config = readGatewayConfig(process.env);
  const logger = createLogger('gateway', config.logLevel);
  const supergraphFile =
    config.supergraphFile ?? fileURLToPath(new URL('../supergraph.graphql', import.meta.url));
  const supergraphSdl = readFileSync(supergraphFile, 'utf8');
  const subgraphs = readSubgraphUrls(process.env, listSubgraphs(supergraphSdl));
  const gateway = await openGateway({ supergraphSdl, supergraphFile, subgraphs, config, logger });
  const { host, metricsPort: port } = config;
  const metrics = port === undefined ? undefined : await serveMetrics({ host, port }, gateway.readiness);
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    logger.info('ending');
    setTimeout(() => process.exit(1), endTimeoutMs).unref();
    await gateway.close();
    metrics?.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  const { url } = await gateway.listen();
  logger.info({ url, metricsPort: metrics?.port }, 'listening');
}

/** What the operator can put right in one sentence; anything else with its stack. */
const explain = (error: Error & { readonly code?: string }): string =>
  error instanceof ConfigError || error.code ? error.message : (error.stack ?? error.message);

run().catch((error: Error) => {
  process.stderr.write(`The gateway cannot start: ${explain(error)}\n`);
  process.exit(1);
});
