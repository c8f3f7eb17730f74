import { createHash } from 'node:crypto';
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
import { storeDataSet } from '../stores/data-set.js';
import { agencyKey } from './aiddata-agencies.js';
import { readAidDataRow, type AidDataRow } from './aiddata-row.js';
import { toProjectRows, type Naming } from './aiddata-rows.js';

const dataSet = 'aiddata-sca';

/** Counted up when the same table is to become other rows. */
const format = '3';

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

/** A table of under a thousand rows is one batch, so that what it no longer holds is removed with what it holds. */
function loadFile(file: LocalFile, context: ImportContext<Database>) {
  const naming = openNaming();
  const digest = createHash('sha256').update(`${format} ${file.sha256}`).digest('hex');
  return loadRows(readRows(file, context), {
    path: file.path,
    rejects: context.rejects,
    signal: context.signal,
    batchRows: Number.POSITIVE_INFINITY,
    store: async (rows) => {
      const projects = toProjectRows(naming, rows);
      const { created, updated } = await storeDataSet(context.database, { name: dataSet, digest, projects });
      return { created, updated, unchanged: rows.length - created - updated };
    },
  });
}

/**
 * AidData's table of China's financial diplomacy in South and Central Asia, as the publisher's workbook or as CSV. Rows of
 * projects that are written down by hand count as unchanged: what was judged record by record stays.
 */
export const aiddata: Importer<Database> = {
  id: dataSet,
  title: 'AidData projects',
  recognises: ({ columns }) => columns.includes('project_id') && columns.includes('crs_sector_code'),
  run: async (files, context) => sumReports(await Promise.all(files.map((file) => loadFile(file, context)))),
};
