import { ConfigError, createLogger, port, positiveInteger, readSettings } from '@corridor/config';
import { connectionOf, connectionsOf, DatabaseProblem } from '@corridor/database';
import { z } from 'zod';
import { openService } from './open-service.js';
import type { RequestContext, Service } from './service.js';

type Environment = Readonly<Record<string, string | undefined>>;

const databaseName = (service: string) => `corridor_${service}`;

function readServiceSettings(name: string, env: Environment, defaultPort: number) {
  const own = `${name.toUpperCase()}_DATABASE_URL`;
  const replicas = `${name.toUpperCase()}_REPLICA_URLS`;
  const settings = readSettings(
    { ...env, OWN_DATABASE_URL: env[own], REPLICA_URLS: env[replicas] },
    {
      HOST: z.string().default('127.0.0.1'),
      PORT: port.default(defaultPort),
      LOG_LEVEL: z.string().default('info'),
      DATABASE_POOL_SIZE: positiveInteger.default(8),
      DATABASE_URL: z.string().optional(),
      OWN_DATABASE_URL: z.string().optional(),
      REPLICA_URLS: z.string().default(''),
    },
  );
  const target = settings.OWN_DATABASE_URL
    ? connectionOf(settings.OWN_DATABASE_URL)
    : settings.DATABASE_URL && connectionOf(settings.DATABASE_URL, databaseName(name));
  if (!target) throw new ConfigError(`Set ${own} or DATABASE_URL to a PostgreSQL address.`);
  return { ...settings, target, replicas: connectionsOf(settings.REPLICA_URLS) };
}

async function run<Context extends RequestContext>(
  service: Service<Context>,
  { target, replicas, HOST, PORT, LOG_LEVEL, DATABASE_POOL_SIZE }: ReturnType<typeof readServiceSettings>,
): Promise<void> {
  const logger = createLogger(service.name, LOG_LEVEL);
  const open = await openService(service, { target, replicas, logger, poolSize: DATABASE_POOL_SIZE });
  const http = await open.listen(HOST, PORT);
  logger.info({ url: http.url }, 'listening');
  const stop = async () => {
    await http.close();
    await open.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  await open.loaded;
  logger.info('data loaded');
}

/** What the operator can put right in one sentence; anything else with its stack. */
const explain = (error: Error & { readonly code?: string }): string =>
  error instanceof ConfigError || error instanceof DatabaseProblem || error.code
    ? error.message
    : (error.stack ?? error.message);

/**
 * A service as a process of its own: settings from the environment, HTTP, a clean end on SIGTERM and Ctrl-C.
 * `<NAME>_REPLICA_URLS` are copies to read from, with commas between them. `<NAME>_DATABASE_URL` is the service's database;
 * `DATABASE_URL` a cluster in which it has one named
 * `corridor_<name>`.
 */
export async function runService<Context extends RequestContext>(
  service: Service<Context>,
  env: Environment,
  defaultPort: number,
): Promise<void> {
  try {
    await run(service, readServiceSettings(service.name, env, defaultPort));
  } catch (error) {
    process.stderr.write(`The ${service.name} service cannot go on: ${explain(error as Error)}\n`);
    process.exit(1);
  }
}
