import path from 'node:path';
import { countries, importers as countryImporters } from '@corridor/countries';
import type { Database } from '@corridor/database';
import { events, importers as eventImporters } from '@corridor/events';
import {
  findInput,
  openDataSet,
  readStart,
  type CatalogEntry,
  type Importer,
  type LocalFile,
} from '@corridor/importing';
import { projects, importers as projectImporters } from '@corridor/projects';
import type { Service } from '@corridor/subgraph';
import { usage, type ImportArguments } from './import-arguments.js';
import type { ServiceName } from './open-databases.js';
import type { Settings } from './settings.js';
import { UserProblem } from './user-problem.js';

/** Files of one format, and who loads them into which database. */
export interface ImportJob {
  /** What people are told is imported. */
  readonly label: string;
  readonly service: ServiceName;
  readonly importer: Importer<Database>;
  /** Brings the files here. */
  readonly open: (onProgress: (doneBytes: number) => void) => Promise<readonly LocalFile[]>;
}

/** What was asked for: what to do, and files that are of no known format. */
export interface ImportPlan {
  readonly jobs: readonly ImportJob[];
  readonly unknown: readonly string[];
}

interface Owner {
  readonly service: Service;
  readonly importers: readonly Importer<Database>[];
}

export const owners: Readonly<Record<ServiceName, Owner>> = {
  countries: { service: countries, importers: countryImporters },
  projects: { service: projects, importers: projectImporters },
  events: { service: events, importers: eventImporters },
};

const everyImporter = (Object.keys(owners) as ServiceName[]).flatMap((service) =>
  owners[service].importers.map((importer) => ({ service, importer })),
);

type Known = (typeof everyImporter)[number];

const listFormats = () =>
  everyImporter.map(({ importer: { id, title } }) => `  ${id.padEnd(20)} ${title}`).join('\n');

const listDataSets = (catalog: readonly CatalogEntry[]) =>
  catalog.map(({ id, title }) => `  ${id.padEnd(20)} ${title}`).join('\n');

function toCatalogJob(entry: CatalogEntry, settings: Settings, signal: AbortSignal): ImportJob {
  const known = everyImporter.find(({ importer }) => importer.id === entry.id);
  if (!known) throw new Error(`no importer for ${entry.id}`);
  const cacheDir = path.join(settings.DATA_DIR, 'downloads');
  return {
    label: entry.id,
    ...known,
    open: async (onProgress) => {
      const { files } = await openDataSet(entry, {
        ...{ mirror: settings.CORRIDOR_MIRROR, cacheDir, signal },
        onProgress: ({ doneBytes }) => onProgress(doneBytes),
      });
      return files;
    },
  };
}

function findFormat(name: string): Known {
  const known = everyImporter.find(({ importer }) => importer.id === name);
  if (!known)
    throw new UserProblem(`There is no format ${JSON.stringify(name)}. There are:\n${listFormats()}`);
  return known;
}

/** The files of each format together: what belongs to one data set is imported at once. */
async function sortByFormat(files: readonly LocalFile[], format: string | undefined): Promise<ImportPlan> {
  const forced = format === undefined ? undefined : findFormat(format);
  const found = new Map<Known, LocalFile[]>();
  const unknown: string[] = [];
  for (const file of files) {
    const start = forced ? undefined : await readStart(file);
    const known = forced ?? everyImporter.find(({ importer }) => importer.recognises(start!));
    if (known) found.set(known, [...(found.get(known) ?? []), file]);
    else unknown.push(file.path);
  }
  const jobs = [...found].map(([known, own]) => ({
    ...known,
    label: `${own.length === 1 ? own[0]!.path : `${own.length} files`} (${known.importer.title})`,
    open: () => Promise.resolve(own),
  }));
  return { jobs, unknown };
}

/**
 * What to import for the arguments, in their order.
 * @throws UserProblem for what is neither a data set nor a path nor an address, or of no format that is known
 */
export async function planImports(
  { inputs, all, format, allowPrivate }: ImportArguments,
  {
    catalog,
    settings,
    workDir,
    signal,
  }: {
    readonly catalog: readonly CatalogEntry[];
    readonly settings: Settings;
    /** The folder that paths count from. */
    readonly workDir: string;
    readonly signal: AbortSignal;
  },
): Promise<ImportPlan> {
  if (all) return { jobs: catalog.map((entry) => toCatalogJob(entry, settings, signal)), unknown: [] };
  if (inputs.length === 0)
    throw new UserProblem(`What is to be imported?\n${usage}\nThe data sets are:\n${listDataSets(catalog)}`);
  const jobs: ImportJob[] = [];
  const files: LocalFile[] = [];
  const cacheDir = path.join(settings.DATA_DIR, 'downloads');
  for (const input of inputs) {
    const entry = catalog.find(({ id }) => id === input);
    const found = entry ? [] : await findInput(input, { cacheDir, workDir, allowPrivate, signal });
    if (!found)
      throw new UserProblem(
        `${JSON.stringify(input)} is no file, folder or address, nor one of the data sets:\n${listDataSets(catalog)}`,
      );
    if (entry) jobs.push(toCatalogJob(entry, settings, signal));
    files.push(...found);
  }
  const sorted = await sortByFormat(files, format);
  if (files.length > 0 && sorted.jobs.length === 0)
    throw new UserProblem(
      `${sorted.unknown.join(', ')}: of no format that is known. There are:\n${listFormats()}`,
    );
  return { jobs: [...jobs, ...sorted.jobs], unknown: sorted.unknown };
}
