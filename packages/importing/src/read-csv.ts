import { FileError } from './file-error.js';
import { openRecords, type CsvRecord } from './csv-records.js';
import type { ReadContext, SourceFile } from './read-bytes.js';
import { readRawLines, withoutReturn } from './read-lines.js';

/** A row by column name; every value is the publisher's text, untouched. */
export type TableRow = Readonly<Record<string, string>>;

/** What becomes of one record of a file: a row, or the reason why there is none. `line` is where it begins, from 1. */
export type Parsed<Row> =
  | {
      readonly line: number;
      readonly row: Row;
      readonly reject?: undefined;
      /** Parts of it that are left out, while the rest loads. */
      readonly partRejects?: readonly PartReject[];
    }
  | { readonly line: number; readonly row?: undefined; readonly reject: Rejection };

/** A part of a record that is left out, with the line where it stands. */
export type PartReject = Rejection & { readonly line: number };

/** Why a record is left out: a short fixed reason (they are counted), and what exactly was found. */
export interface Rejection {
  readonly reason: string;
  readonly field?: string | undefined;
  readonly value?: string | undefined;
}

export interface CsvFormat {
  /** Default: a comma. */
  readonly delimiter?: ',' | '\t' | ';';
  /** Whether `"` quotes values; raw tab-separated exports do not quote. Default: true. */
  readonly quotes?: boolean;
  /** Names of the columns when the file has no header line. Default: the first line. */
  readonly columns?: readonly string[];
  /** Whether a record is the header; those before it say something of the file and are no rows. Default: the first is. */
  readonly isHeader?: (values: readonly string[]) => boolean;
}

/**
 * A CSV file row by row. A record with too few or too many values, a misplaced quote or a NUL is yielded as a reject.
 * Blank lines are skipped.
 * @throws Error naming the file when a line is over 4 Mi characters, two columns have one name, or the file is damaged
 */
export async function* readCsv(
  file: SourceFile,
  format: CsvFormat = {},
  context: ReadContext = {},
): AsyncGenerator<Parsed<TableRow>> {
  let { columns } = format;
  const { isHeader = () => true } = format;
  for await (const { line, values } of readRecords(file, format, context)) {
    if (columns) yield values ? toRow(columns, values, line) : misplacedQuote(line);
    else if (values) columns = isHeader(values) ? checkHeader(file, values) : undefined;
    else throw new FileError(`${file.path}, line ${line}: the header has a misplaced quote`);
  }
}

async function* readRecords(
  file: SourceFile,
  { delimiter = ',', quotes = true }: CsvFormat,
  context: ReadContext,
): AsyncGenerator<CsvRecord> {
  const records = openRecords(delimiter);
  for await (const line of readRawLines(file, context)) {
    if (quotes) yield* records.push(line);
    else if (withoutReturn(line.text) !== '') {
      yield { line: line.line, values: withoutReturn(line.text).split(delimiter) };
    }
  }
  yield* records.end();
}

function misplacedQuote(line: number): Parsed<TableRow> {
  return { line, reject: { reason: 'misplaced quote' } };
}

function toRow(columns: readonly string[], record: readonly string[], line: number): Parsed<TableRow> {
  if (record.length !== columns.length) {
    return {
      line,
      reject: { reason: 'wrong number of columns', value: `${record.length} in place of ${columns.length}` },
    };
  }
  const row: Record<string, string> = {};
  for (let index = 0; index < columns.length; index += 1) {
    const field = columns[index] as string;
    const value = record[index] as string;
    if (value.includes('\0')) return { line, reject: { reason: 'NUL character', field } };
    row[field] = value;
  }
  return { line, row };
}

/** @throws Error when two columns have one name, since one of them would be lost */
export function checkHeader(file: SourceFile, header: readonly string[]): readonly string[] {
  const repeated = header.find((name, index) => header.indexOf(name) !== index);
  if (repeated !== undefined) throw new FileError(`${file.path}: two columns are named "${repeated}"`);
  return header;
}
