import { createLogger, port, positiveInteger, readSettings } from '@corridor/config';
import { connectionOf } from '@corridor/database';
import { z } from 'zod';
import { openService } from './open-service.js';
import type { RequestContext, Service } from './service.js';

const databaseName = (service: string) => `corridor_${service}`;

/**
 * A service as a process of its own: settings from the environment, HTTP, a clean end on SIGTERM and Ctrl-C.
 * `<NAME>_DATABASE_URL` is the service's database; `DATABASE_URL` a cluster in which it has one named
 * `corridor_<name>`.
 */
export async function runService<Context extends RequestContext>(
  service: Service<Context>,
  env: Readonly<Record<string, string | undefined>>,
  defaultPort: number,
): Promise<void> {
  const own = `${service.name.toUpperCase()}_DATABASE_URL`;
  const settings = readSettings(
    { ...env, OWN_DATABASE_URL: env[own] },
    {
      HOST: z.string().default('127.0.0.1'),
      PORT: port.default(defaultPort),
      LOG_LEVEL: z.string().default('info'),
      DATABASE_POOL_SIZE: positiveInteger.default(8),
      DATABASE_URL: z.string().optional(),
      OWN_DATABASE_URL: z.string().optional(),
    },
  );
  const target = settings.OWN_DATABASE_URL
    ? connectionOf(settings.OWN_DATABASE_URL)
    : settings.DATABASE_URL && connectionOf(settings.DATABASE_URL, databaseName(service.name));
  if (!target) throw new Error(`Set ${own} or DATABASE_URL to a PostgreSQL address.`);

  const logger = createLogger(service.name, settings.LOG_LEVEL);
  const open = await openService(service, { target, logger, poolSize: settings.DATABASE_POOL_SIZE });
  const http = await open.listen(settings.HOST, settings.PORT);
  logger.info({ url: http.url }, 'listening');
  const stop = async () => {
    await http.close();
    await open.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  open.loaded.then(
    () => logger.info('data loaded'),
    (error: unknown) => {
      logger.fatal({ err: error }, 'the service cannot start');
      process.exit(1);
    },
  );
}
