import type { Database } from '@corridor/database';
import {
  loadRows,
  readTable,
  sumReports,
  type ImportContext,
  type Importer,
  type LocalFile,
  type Parsed,
} from '@corridor/importing';
import { files as factFiles } from '../facts/files.js';
import { readOrganisations, readSectors } from '../facts/reference-data.js';
import { finishPublication, storePublished } from '../stores/project-records.js';
import { agencyKey } from './aiddata-agencies.js';
import { readAidDataRow, type AidDataRow } from './aiddata-row.js';
import { projectIdOf, toProjectRows, type Naming } from './aiddata-rows.js';

const dataSet = 'aiddata-sca';

const publication = { name: dataSet, dataSet, format: '4' };

function openNaming(): Naming {
  const sources = factFiles.readSources();
  const sourceId = sources.idOf(dataSet);
  const organisations = readOrganisations(sources);
  const byName = new Map(organisations.map(({ name, id, country }) => [agencyKey(name), { id, country }]));
  return { dataSet, sourceId, organisations: byName };
}

async function* readRows(
  file: LocalFile,
  context: ImportContext<Database>,
): AsyncGenerator<Parsed<AidDataRow>> {
  const codes = new Set(readSectors().map(({ code }) => code));
  const seen = new Set<string>();
  for await (const parsed of readTable(file, {}, context)) {
    if (parsed.reject) {
      yield parsed;
      continue;
    }
    const { line } = parsed;
    const row = readAidDataRow(parsed.row, codes);
    if ('reason' in row) yield { line, reject: row };
    else if (seen.size === seen.add(row.recordId).size)
      yield {
        line,
        reject: { reason: 'record number occurs twice', field: 'project_id', value: row.recordId },
      };
    else yield { line, row };
  }
}

async function loadFile(file: LocalFile, { database, rejects, signal, ...context }: ImportContext<Database>) {
  const naming = openNaming();
  const ids = new Set<string>();
  const report = await loadRows(readRows(file, { database, rejects, signal, ...context }), {
    ...{ path: file.path, rejects, signal },
    store: (rows) => {
      const projects = rows.map((row) => ({ id: projectIdOf(row), rows: toProjectRows(naming, [row]) }));
      for (const { id } of projects) ids.add(id);
      return storePublished(database, publication, projects);
    },
  });
  await finishPublication(database, publication, { ids, digest: `${publication.format} ${file.sha256}` });
  return report;
}

/**
 * AidData's table of China's financial diplomacy in South and Central Asia, as the publisher's workbook or as CSV. Rows of
 * projects that are written down by hand count as unchanged.
 */
export const aiddata: Importer<Database> = {
  id: dataSet,
  title: 'AidData projects',
  recognises: ({ columns }) => columns.includes('project_id') && columns.includes('crs_sector_code'),
  run: (files, context) =>
    context.database.transaction(async (database) => {
      const reports = [];
      for (const file of files) reports.push(await loadFile(file, { ...context, database }));
      return sumReports(reports);
    }),
};
