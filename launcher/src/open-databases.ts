import path from 'node:path';
import { connectionOf, ensureDatabase, type ConnectionTarget } from '@corridor/database';
import { findRunningCluster, openCluster, ClusterInUseError } from '@corridor/embedded-postgres';
import type { Settings } from './settings.js';

export type ServiceName = 'countries' | 'projects' | 'events';

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

type Connect = (database: string, user?: string) => ConnectionTarget;

/** A database with a role of its own for each service of the embedded cluster. */
async function targetsOn(connect: Connect): Promise<Databases['targets']> {
  const target = async (service: ServiceName) => {
    const name = databaseName(service);
    await ensureDatabase(connect(name), { owner: name });
    return connect(name, name);
  };
  const [countries, projects, events] = await Promise.all([
    target('countries'),
    target('projects'),
    target('events'),
  ]);
  return { countries, projects, events };
}

/**
 * The services' databases: those the settings name, else an embedded PostgreSQL under `DATA_DIR`.
 * @param onExit told when the embedded server ends by itself
 * @param join whether a server that another command of ours runs may be used too (an import beside a running graph)
 */
export async function openDatabases(
  settings: Settings,
  { onExit, join = false }: { readonly onExit: (error: Error) => void; readonly join?: boolean },
): Promise<Databases> {
  const [countries, projects, events] = (['countries', 'projects', 'events'] as const).map((service) =>
    externalTarget(settings, service),
  );
  if (countries && projects && events)
    return { targets: { countries, projects, events }, close: () => Promise.resolve() };

  const dataDir = path.join(settings.DATA_DIR, 'postgres');
  const onNotice = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  const opened = await openCluster({ dataDir, binDir: settings.PG_BIN, onNotice, onExit }).catch(
    async (error: unknown) => {
      const running =
        join && error instanceof ClusterInUseError ? await findRunningCluster(dataDir) : undefined;
      if (!running) throw error;
      return { connection: running, stop: () => Promise.resolve() };
    },
  );
  try {
    const embedded = await targetsOn(opened.connection);
    return {
      targets: {
        countries: countries ?? embedded.countries,
        projects: projects ?? embedded.projects,
        events: events ?? embedded.events,
      },
      close: () => opened.stop(),
    };
  } catch (error) {
    await opened.stop();
    throw error;
  }
}
