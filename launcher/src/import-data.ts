import path from 'node:path';
import { countries, importers as countryImporters } from '@corridor/countries';
import { toDatabaseProblem, type Database } from '@corridor/database';
import { events, importers as eventImporters } from '@corridor/events';
import {
  openDataSet,
  openProgress,
  openRejects,
  readCatalog,
  type CatalogEntry,
  type Importer,
  type ImportReport,
} from '@corridor/importing';
import { projects, importers as projectImporters } from '@corridor/projects';
import { createLogger } from '@corridor/config';
import { openServiceDatabase, type Service } from '@corridor/subgraph';
import { waitForEnd } from './end-of-process.js';
import { UserProblem } from './user-problem.js';
import type { Command } from './commands.js';
import { openDatabases, type Databases, type ServiceName } from './open-databases.js';
import { projectFolder, readLauncherSettings, type Settings } from './settings.js';

interface Tenant {
  readonly service: Service;
  readonly importers: readonly Importer<Database>[];
}

const tenants: Readonly<Record<ServiceName, Tenant>> = {
  countries: { service: countries, importers: countryImporters },
  projects: { service: projects, importers: projectImporters },
  events: { service: events, importers: eventImporters },
};

/** The data sets that the arguments name. */
function chooseDataSets(args: readonly string[], catalog: readonly CatalogEntry[]): readonly CatalogEntry[] {
  const known = catalog.map(({ id, title }) => `  ${id.padEnd(20)} ${title}`).join('\n');
  if (args.length === 1 && args[0] === '--all') return catalog;
  if (args.length === 0)
    throw new UserProblem(`Which data set? npm run import -- --all, or one of:\n${known}`);
  return args.map((name) => {
    const entry = catalog.find(({ id }) => id === name);
    if (!entry) throw new UserProblem(`There is no data set ${JSON.stringify(name)}. There are:\n${known}`);
    return entry;
  });
}

const number = (value: number) => value.toLocaleString('en');

function summarize({ read, created, updated, unchanged, rejected }: ImportReport, seconds: number): string {
  const counts = { created, updated, unchanged, rejected };
  const parts = Object.entries(counts).map(([name, count]) => `${number(count)} ${name}`);
  return `${number(read)} read = ${parts.join(' + ')}, ${seconds.toFixed(1)} s`;
}

/** Brings the files here, then streams them into the service's database, with a bar for each. */
async function importDataSet(
  entry: CatalogEntry,
  importer: Importer<Database>,
  database: Database,
  settings: Settings,
  signal: AbortSignal,
): Promise<ImportReport> {
  const startedAt = Date.now();
  let bar = openProgress(process.stderr, { label: `${entry.id}: fetching`, unit: 'bytes' });
  const rejects = openRejects(path.join(settings.DATA_DIR, 'rejects'), entry.id);
  try {
    const { files } = await openDataSet(entry, {
      mirror: settings.CORRIDOR_MIRROR,
      cacheDir: path.join(settings.DATA_DIR, 'downloads'),
      onProgress: ({ doneBytes }) => bar.update(doneBytes),
      signal,
    });
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    bar = openProgress(process.stderr, { label: entry.id, unit: 'bytes', total });
    let done = 0;
    const onBytes = (bytes: number) => bar.update((done += bytes));
    const report = await importer.run(files, { database, rejects, signal, onBytes });
    rejects.close();
    bar.finish(summarize(report, (Date.now() - startedAt) / 1000));
    for (const [reason, count] of rejects.counts)
      process.stderr.write(`  left out ${number(count)}: ${reason}\n`);
    if (rejects.total > 0) process.stderr.write(`  each with file and line in ${rejects.path}\n`);
    return report;
  } catch (error) {
    rejects.close('discard');
    bar.finish('not imported');
    throw error;
  }
}

async function importAll(
  entries: readonly CatalogEntry[],
  databases: Databases,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const opened = new Map<string, Database>();
  try {
    for (const entry of entries) {
      const { service, importers } = tenants[entry.service as ServiceName];
      const importer = importers.find(({ id }) => id === entry.id);
      if (!importer) throw new Error(`no importer for ${entry.id}`);
      const target = databases.targets[entry.service as ServiceName];
      const open = async () => {
        const onUnreachable = (sentence: string) =>
          void process.stderr.write(`${sentence}: trying again …\n`);
        const options = { target, logger: createLogger(entry.service, settings.LOG_LEVEL), onUnreachable };
        const database = await openServiceDatabase(service, options, signal);
        opened.set(entry.service, database);
        return database;
      };
      const database = opened.get(entry.service) ?? (await open());
      await importDataSet(entry, importer, database, settings, signal).catch((error: unknown) => {
        throw toDatabaseProblem(error, target);
      });
    }
  } finally {
    await Promise.all([...opened.values()].map((database) => database.close()));
  }
}

/** What a person is told when an import ends early: who ended it rather than what broke because of that. */
function toImportProblem(error: unknown, signal: AbortSignal): unknown {
  const goOn = 'What was complete is kept; run it again to go on.';
  if (signal.aborted) return new UserProblem(`${(signal.reason as Error).message} ${goOn}`);
  if ((error as { code?: string }).code === 'SERVICE_UNAVAILABLE')
    return new UserProblem(`${(error as Error).message} ${goOn}`);
  return error;
}

/** `npm run import -- --all | <data set> …`: public data sets of data/catalog.json into the database. */
export const importData: Command = async (args, env) => {
  const settings = readLauncherSettings(env);
  const entries = chooseDataSets(args, await readCatalog(path.join(projectFolder, 'data', 'catalog.json')));
  const ending = new AbortController();
  void waitForEnd().ended.then(() => ending.abort(new Error('Stopped.')));
  const databases = await openDatabases(settings, { onExit: (error) => ending.abort(error), join: true });
  try {
    await importAll(entries, databases, settings, ending.signal);
  } catch (error) {
    throw toImportProblem(error, ending.signal);
  } finally {
    await databases.close();
  }
  return 0;
};
