import { isIso3 } from '@corridor/country-codes';
import type { Database } from '@corridor/database';
import {
  FileError,
  importReport,
  readStart,
  readTable,
  type ImportContext,
  type Importer,
  type ImportReport,
  type LocalFile,
  type Parsed,
  type Rejection,
  type TableRow,
} from '@corridor/importing';
import { importedStatistics } from '../data-sets.js';
import {
  copyIncoming,
  listSeriesCodes,
  mergeIncoming,
  removeRepeated,
  type IncomingObservation,
} from '../stores/incoming-observations.js';

type Place = Pick<IncomingObservation, 'file' | 'line'>;

/** The publisher has a file per series, named data.csv: the series is the name of its folder, in lower case. */
const seriesOf = (path: string) => path.split('/').at(-2)?.toUpperCase() ?? '';

/** All series in one file, and the publisher's file per series. */
const layouts = [
  ['indicator', 'country_code', 'year', 'value'],
  ['Country Code', 'Year', 'Value'],
];

/** One row's values under whichever names: the publisher's file per series, or all series in one file. */
const toCells = (row: TableRow, path: string) => ({
  code: row['indicator'] ?? seriesOf(path),
  iso3: row['country_code'] ?? row['Country Code'] ?? '',
  year: row['year'] ?? row['Year'] ?? '',
  value: row['value'] ?? row['Value'] ?? '',
});

type Cells = ReturnType<typeof toCells>;

/** Why a row is no observation; undefined when it is one. */
function findFault({ code, iso3, year, value }: Cells, series: ReadonlySet<string>): Rejection | undefined {
  if (!isIso3(iso3))
    return {
      reason: 'no ISO 3166 country: an aggregate, or without a code of its own',
      field: 'country code',
      value: iso3,
    };
  if (!series.has(code)) return { reason: 'unknown series', field: 'indicator', value: code };
  if (!/^(1[89]|20)\d{2}$/.test(year)) return { reason: 'not a year', field: 'year', value: year };
  if (value === '') return { reason: 'no value', field: 'value' };
  if (!/^-?\d+(\.\d+)?([eE][-+]?\d{1,3})?$/.test(value))
    return { reason: 'not a number', field: 'value', value };
  return undefined;
}

function toObservation(
  { row, reject }: Parsed<TableRow>,
  path: string,
  place: Place,
  series: ReadonlySet<string>,
): IncomingObservation | Rejection {
  if (reject) return reject;
  const cells = toCells(row, path);
  return findFault(cells, series) ?? { ...place, ...cells };
}

/** @throws Error for a file that says of no row which series it belongs to, and whose folder is none */
async function checkSeries(file: LocalFile, series: ReadonlySet<string>): Promise<void> {
  const { columns } = await readStart(file);
  if (columns.includes('indicator') || series.has(seriesOf(file.path))) return;
  throw new FileError(
    `${file.path}: of which series are these values? Its folder should say so, such as sp.pop.totl/data.csv.`,
  );
}

interface Counts {
  read: number;
  rejected: number;
}

async function* readObservations(
  files: readonly LocalFile[],
  series: ReadonlySet<string>,
  context: ImportContext<Database>,
  counts: Counts,
): AsyncGenerator<IncomingObservation> {
  for (const [file, source] of files.entries()) {
    await checkSeries(source, series);
    for await (const parsed of readTable(source, {}, context)) {
      counts.read += 1;
      const observation = toObservation(parsed, source.path, { file, line: parsed.line }, series);
      if ('iso3' in observation) yield observation;
      else {
        counts.rejected += 1;
        context.rejects.add({ file: source.path, line: parsed.line, ...observation });
      }
    }
  }
}

async function importObservations(
  files: readonly LocalFile[],
  context: ImportContext<Database>,
  transaction: Database,
): Promise<ImportReport> {
  const series = await listSeriesCodes(transaction);
  const counts: Counts = { read: 0, rejected: 0 };
  await copyIncoming(transaction, readObservations(files, series, context, counts));
  for (const { file, line } of await removeRepeated(transaction)) {
    counts.rejected += 1;
    context.rejects.add({ file: files[file]?.path ?? '', line, reason: 'country and year given before' });
  }
  const digest = files.map(({ sha256 }) => sha256).join(' ');
  const { created, updated } = await mergeIncoming(transaction, importedStatistics, digest);
  const unchanged = counts.read - counts.rejected - created - updated;
  return importReport({ ...counts, created, updated, unchanged });
}

/**
 * World Bank statistics of ISO 3166 countries. They take the place of compiled observations and stay when those are
 * loaded again. All or nothing: an import that breaks off leaves what was there.
 */
export const wdi: Importer<Database> = {
  id: importedStatistics,
  title: 'World Bank indicators',
  recognises: ({ columns }) => layouts.some((layout) => layout.every((name) => columns.includes(name))),
  run: (files, context) =>
    context.database.transaction((transaction) => importObservations(files, context, transaction)),
};
