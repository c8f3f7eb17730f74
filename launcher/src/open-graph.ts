import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createLogger } from '@corridor/config';
import { countries } from '@corridor/countries';
import { connectionsOf, type ConnectionTarget, type SentStatement } from '@corridor/database';
import { events } from '@corridor/events';
import { openGateway, readGatewayConfig, type Gateway } from '@corridor/gateway';
import { projects } from '@corridor/projects';
import { openService, type LoadProgress, type OpenService, type Service } from '@corridor/subgraph';
import type { Environment } from './commands.js';
import type { ServiceName } from './open-databases.js';
import { projectFolder } from './settings.js';

export interface OpenGraphOptions {
  readonly targets: Readonly<Record<ServiceName, ConnectionTarget>>;
  /** For the gateway's settings. */
  readonly env: Environment;
  readonly logLevel: string;
  readonly poolSize?: number;
  readonly onProgress?: (service: ServiceName) => LoadProgress;
  /** Told, with a sentence for a person, each time a database cannot be reached at the start. */
  readonly onUnreachable?: (sentence: string) => void;
  readonly onStatement?: (statement: SentStatement) => void;
}

/** The whole graph in this process: three subgraphs and the gateway, with no HTTP between them. */
export interface OpenGraph {
  readonly gateway: Gateway;
  /** Settles when every service's data is loaded. */
  readonly loaded: Promise<unknown>;
  close(): Promise<void>;
}

export const readSupergraph = () =>
  readFileSync(path.join(projectFolder, 'gateway', 'supergraph.graphql'), 'utf8');

export async function openGraph(options: OpenGraphOptions): Promise<OpenGraph> {
  const { targets, env, logLevel, onProgress, onUnreachable, onStatement, poolSize } = options;
  const config = readGatewayConfig(env);
  const open = (service: Service, name: ServiceName): Promise<OpenService> =>
    openService(service, {
      target: targets[name],
      replicas: connectionsOf(env[`${name.toUpperCase()}_REPLICA_URLS`] ?? ''),
      logger: createLogger(name, logLevel),
      poolSize,
      onStatement,
      onUnreachable,
      onProgress: onProgress?.(name),
    });
  const services = await Promise.all([
    open(countries, 'countries'),
    open(projects, 'projects'),
    open(events, 'events'),
  ]);
  const gateway = await openGateway({
    supergraphSdl: readSupergraph(),
    subgraphs: Object.fromEntries(services.map((service) => [service.name, service])),
    config,
    logger: createLogger('gateway', logLevel),
  });
  return {
    gateway,
    loaded: Promise.all(services.map((service) => service.loaded)),
    close: async () => {
      await gateway.close();
      await Promise.all(services.map((service) => service.close()));
    },
  };
}
