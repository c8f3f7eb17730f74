import { isIso3 } from '@corridor/country-codes';
import type { Database } from '@corridor/database';
import {
  FileError,
  importReport,
  readStart,
  readTable,
  type FileStart,
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

/**
 * The series of a file that has only one: the publisher names its folder so, in lower case, or the file itself. The one
 * data set that names neither is the population's.
 */
function seriesOf(path: string): string {
  const [folder = '', name = ''] = path.split('/').slice(-2);
  const [, ofFile = name] =
    /^(?:API_)?([A-Za-z0-9.]+?)(?:_DS2_.*)?\.csv/i.exec(path.split('/').at(-1) ?? '') ?? [];
  if (ofFile.toLowerCase() === 'population') return 'SP.POP.TOTL';
  return (ofFile.includes('.') ? ofFile : folder).toUpperCase();
}

/** All series in one file, the publisher's file per series, and the publisher's download with a column for each year. */
const layouts = [
  ['indicator', 'country_code', 'year', 'value'],
  ['Country Code', 'Year', 'Value'],
  ['Country Code', 'Indicator Code'],
];

const isLayout = (columns: readonly string[]): boolean =>
  layouts.some((layout) => layout.every((name) => columns.includes(name)));

/** The publisher's download begins with some lines that say what it is. */
const linesBeforeHeader = 8;

function findHeader({ text }: FileStart): readonly string[] {
  const lines = text.split(/\r?\n/, linesBeforeHeader);
  const records = lines.map((line) => line.split(',').map((name) => name.replaceAll('"', '').trim()));
  return records.find(isLayout) ?? [];
}

/** The values of a row under whichever names: one, or in the wide form those of the years that have one. */
function toCells(row: TableRow, path: string) {
  const code = row['indicator'] ?? row['Indicator Code'] ?? seriesOf(path);
  const iso3 = row['country_code'] ?? row['Country Code'] ?? '';
  if (row['Indicator Code'] === undefined)
    return [
      { code, iso3, year: row['year'] ?? row['Year'] ?? '', value: row['value'] ?? row['Value'] ?? '' },
    ];
  return Object.entries(row)
    .filter(([name, value]) => /^\d{4}$/.test(name) && value !== '')
    .map(([year, value]) => ({ code, iso3, year, value }));
}

type Cells = ReturnType<typeof toCells>[number];

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

/** What a record of the file gives: observations, and why there is none. */
function toObservations(
  { row, reject }: Parsed<TableRow>,
  path: string,
  place: Place,
  series: ReadonlySet<string>,
): (IncomingObservation | Rejection)[] {
  if (reject) return [reject];
  return toCells(row, path).map((cells) => findFault(cells, series) ?? { ...place, ...cells });
}

/** @throws Error for a file that says of no row which series it belongs to, and whose name and folder are none */
async function checkSeries(file: LocalFile, series: ReadonlySet<string>): Promise<void> {
  const columns = findHeader(await readStart(file));
  if (columns.includes('indicator') || columns.includes('Indicator Code')) return;
  if (series.has(seriesOf(file.path))) return;
  throw new FileError(
    `${file.path}: of which series are these values? Its folder or name should say so, such as sp.pop.totl/data.csv.`,
  );
}

const format = { isHeader: isLayout };

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
    for await (const parsed of readTable(source, format, context)) {
      const { line } = parsed;
      for (const observation of toObservations(parsed, source.path, { file, line }, series)) {
        counts.read += 1;
        if ('iso3' in observation) yield observation;
        else {
          counts.rejected += 1;
          context.rejects.add({ file: source.path, line, ...observation });
        }
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
  recognises: (start) => findHeader(start).length > 0,
  run: (files, context) =>
    context.database.transaction((transaction) => importObservations(files, context, transaction)),
};
