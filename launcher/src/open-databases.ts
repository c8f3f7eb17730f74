import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionOf, ensureDatabase, type ConnectionTarget } from '@corridor/database';
import {
  findRunningCluster,
  openCluster,
  ClusterInUseError,
  type Cluster,
} from '@corridor/embedded-postgres';
import type { Settings } from './settings.js';

const services = ['countries', 'projects', 'events'] as const;
export type ServiceName = (typeof services)[number];

/** As long as the other command may need to make its database on a slow disk. */
const joinLimitMs = 30_000;
const joinPollMs = 100;

/** Where each service's database is. */
export interface Databases {
  readonly targets: Readonly<Record<ServiceName, ConnectionTarget>>;
  /** Stops the embedded server, if there is one of ours. */
  close(): Promise<void>;
}

const databaseName = (service: ServiceName) => `corridor_${service}`;

/** Addresses of databases that somebody else runs, where the settings give them. */
function externalTarget(settings: Settings, service: ServiceName): ConnectionTarget | undefined {
  const own = settings[`${service.toUpperCase() as Uppercase<ServiceName>}_DATABASE_URL`];
  if (own) return connectionOf(own);
  return settings.DATABASE_URL ? connectionOf(settings.DATABASE_URL, databaseName(service)) : undefined;
}

/** A database with a role of its own on the embedded cluster. */
async function embeddedTarget(
  connect: Cluster['connection'],
  service: ServiceName,
): Promise<ConnectionTarget> {
  const name = databaseName(service);
  await ensureDatabase(connect(name), { owner: name });
  return connect(name, name);
}

type Joined = Pick<Cluster, 'connection' | 'stop'>;

/** Opens the embedded server, or joins the one of another command if it may. */
async function openOrJoin(settings: Settings, { onExit, join }: DatabasesOptions): Promise<Joined> {
  const dataDir = path.join(settings.DATA_DIR, 'postgres');
  const onNotice = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  for (const deadline = Date.now() + joinLimitMs; ; await sleep(joinPollMs)) {
    try {
      return await openCluster({ dataDir, binDir: settings.PG_BIN, onNotice, onExit });
    } catch (error) {
      if (!join || !(error instanceof ClusterInUseError)) throw error;
      const connection = await findRunningCluster(dataDir);
      if (connection) return { connection, stop: () => Promise.resolve() };
      if (Date.now() > deadline) throw error;
    }
  }
}

export interface DatabasesOptions {
  /** Told when the embedded server ends by itself. */
  readonly onExit: (error: Error) => void;
  /** Whether a server that another command of ours runs may be used too (an import beside a running graph). */
  readonly join?: boolean;
}

/** The services' databases: those the settings name, else of an embedded PostgreSQL under `DATA_DIR`. */
export async function openDatabases(settings: Settings, options: DatabasesOptions): Promise<Databases> {
  const external = services.map((service) => externalTarget(settings, service));
  const cluster = external.every(Boolean) ? undefined : await openOrJoin(settings, options);
  try {
    const targets = await Promise.all(
      services.map(async (service, index) => [
        service,
        external[index] ?? (await embeddedTarget(cluster!.connection, service)),
      ]),
    );
    return {
      targets: Object.fromEntries(targets) as Databases['targets'],
      close: async () => cluster?.stop(),
    };
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}
