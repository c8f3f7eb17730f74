import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { port, positiveInteger, readSettings } from '@corridor/config';
import { z } from 'zod';
import type { Environment } from './commands.js';

/** The project's folder. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

const postgresAddress = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' });

/** Addresses with commas between them. */
const postgresAddresses = z
  .string()
  .default('')
  .refine(
    (list) =>
      list
        .split(',')
        .every((address) => address.trim() === '' || postgresAddress.safeParse(address.trim()).success),
    'must be postgres:// addresses with commas between them',
  );

const shape = {
  PORT: port.optional(),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('error'),
  DATA_DIR: z.string().default('.corridor'),
  PG_BIN: z.string().optional(),
  DATABASE_URL: postgresAddress.optional(),
  COUNTRIES_DATABASE_URL: postgresAddress.optional(),
  PROJECTS_DATABASE_URL: postgresAddress.optional(),
  EVENTS_DATABASE_URL: postgresAddress.optional(),
  COUNTRIES_REPLICA_URLS: postgresAddresses,
  PROJECTS_REPLICA_URLS: postgresAddresses,
  EVENTS_REPLICA_URLS: postgresAddresses,
  DATABASE_POOL_SIZE: positiveInteger.default(8),
  CORRIDOR_MIRROR: z.string().optional(),
};

export type Settings = ReturnType<typeof readLauncherSettings>;

/** The launcher's settings; relative folders count from where the command was typed. */
export function readLauncherSettings(env: Environment) {
  const settings = readSettings(env, shape);
  const resolve = (folder: string) => path.resolve(env['INIT_CWD'] ?? process.cwd(), folder);
  return {
    ...settings,
    DATA_DIR: env['DATA_DIR'] ? resolve(settings.DATA_DIR) : path.join(projectFolder, settings.DATA_DIR),
    CORRIDOR_MIRROR: settings.CORRIDOR_MIRROR && resolve(settings.CORRIDOR_MIRROR),
  };
}
