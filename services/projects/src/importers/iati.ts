import { basename } from 'node:path';
import type { Database } from '@corridor/database';
import {
  FileError,
  loadRows,
  readStart,
  readXml,
  sumReports,
  type FileStart,
  type ImportContext,
  type Importer,
  type LocalFile,
  type Parsed,
} from '@corridor/importing';
import { files as factFiles } from '../facts/files.js';
import { readOrganisations, readOrganisationTypes, readSectors } from '../facts/reference-data.js';
import { finishPublication, storePublished } from '../stores/project-records.js';
import { agencyKey } from './aiddata-agencies.js';
import { readIatiActivity, type IatiActivity } from './iati-activity.js';
import type { IatiWorld } from './iati-parts.js';
import { dataSet, projectIdOf, toPublishedProject, type Naming } from './iati-rows.js';

const rowFormat = '1';
const root = 'iati-activities';
const batchRows = 200;

function openWorld(): IatiWorld & Pick<Naming, 'organisations'> {
  const sources = factFiles.readSources();
  return {
    sectorCodes: new Set(readSectors().map(({ code }) => code)),
    organisationTypes: readOrganisationTypes(sources),
    organisations: new Map(readOrganisations(sources).map(({ name, id }) => [agencyKey(name), id])),
  };
}

/** @throws FileError for a version that is not one of 1.x and 2.x */
function checkVersion({ text }: FileStart, path: string): void {
  const tag = new RegExp(`<${root}\\b[^>]*`).exec(text)?.[0] ?? '';
  const version = /\bversion\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '1.01'; // what the standard takes a missing one for
  if (!/^[12]\.\d+$/.test(version))
    throw new FileError(`${path}: IATI version ${JSON.stringify(version)} is not known; 1.01 to 2.03 are`);
}

/** A file's name without what says how it is packed, by which a newer version of it is told. */
const nameOf = (path: string): string => basename(path).replace(/\.(gz|zip|bz2)$/i, '');

async function* readActivities(
  file: LocalFile,
  world: IatiWorld,
  context: ImportContext<Database>,
): AsyncGenerator<Parsed<IatiActivity>> {
  const seen = new Set<string>();
  for await (const element of readXml(file, 'iati-activity', context)) {
    const { line } = element;
    const read = readIatiActivity(element, world);
    if ('rejection' in read) {
      yield { line, reject: read.rejection };
      continue;
    }
    const { activity, partRejects } = read;
    const { identifier: value } = activity;
    if (seen.size === seen.add(value).size)
      yield { line, reject: { reason: 'an identifier occurs twice', field: 'iati-identifier', value } };
    else yield { line, row: activity, partRejects };
  }
}

async function loadFile(file: LocalFile, context: ImportContext<Database>) {
  checkVersion(await readStart(file), file.path);
  const name = nameOf(file.path);
  const publication = { name: `${dataSet}:${name}`, dataSet, format: rowFormat };
  const world = openWorld();
  const naming = { file: { name, url: file.url }, organisations: world.organisations };
  const ids = new Set<string>();
  const { database, rejects, signal } = context;
  const report = await loadRows(readActivities(file, world, context), {
    ...{ path: file.path, rejects, signal, batchRows },
    store: (activities) => {
      for (const { identifier } of activities) ids.add(projectIdOf(identifier));
      const projects = activities.map((activity) => toPublishedProject(naming, activity));
      return storePublished(database, publication, projects);
    },
  });
  await finishPublication(database, publication, { ids, digest: `${rowFormat} ${file.sha256}` });
  return report;
}

/** Activities of the International Aid Transparency Initiative, versions 1.01 to 2.03, of any publisher. All or nothing. */
export const iati: Importer<Database> = {
  id: dataSet,
  title: 'IATI activities',
  recognises: ({ rootElement }) => rootElement === root,
  run: (files, context) =>
    context.database.transaction(async (database) => {
      const reports = [];
      for (const file of files) reports.push(await loadFile(file, { ...context, database }));
      return sumReports(reports);
    }),
};
