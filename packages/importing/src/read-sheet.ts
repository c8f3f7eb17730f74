import { FileError } from './file-error.js';
import { checkHeader, type Parsed, type TableRow } from './read-csv.js';
import type { ReadContext, SourceFile } from './read-bytes.js';
import { xmlElements, type XmlElement } from './read-xml.js';
import { unzip, unzipMember } from './unzip.js';

/** A file whose table is a sheet of an xlsx workbook, which is a member of a zip. */
export interface SheetFile extends SourceFile {
  readonly sheet: string;
}

/**
 * One sheet of a workbook row by row, the first row being the header; `line` is the sheet's row number. Values are texts
 * and numbers (15 digits) as they are stored: a date comes as the workbook's day number. Empty rows are skipped.
 * @throws Error naming the file when it holds no such sheet or is damaged
 */
export async function* readSheet(
  file: SheetFile,
  context: ReadContext = {},
): AsyncGenerator<Parsed<TableRow>> {
  const parts = unzip(await unzipMember(file, context), file.path, ({ name }) =>
    /^xl\/.*\.(xml|rels)$/.test(name),
  );
  const strings: string[] = [];
  if (parts['xl/sharedStrings.xml']) {
    for await (const item of elementsOf(file, parts, 'xl/sharedStrings.xml', 'si')) strings.push(item.text);
  }
  let columns: readonly string[] | undefined;
  let before = 0;
  for await (const row of elementsOf(file, parts, await findSheet(file, parts), 'row')) {
    const line = Number(row.attributes['r'] ?? before + 1);
    before = line;
    const values = cellsOf(row, strings);
    if (values.every((value) => value === '')) continue;
    if (!columns) columns = checkHeader(file, values);
    else yield toRow(columns, values, line);
  }
}

function elementsOf(file: SourceFile, parts: Record<string, Uint8Array>, part: string, element: string) {
  const content = parts[part];
  if (!content) throw new FileError(`${file.path} has no ${part}, so it is no workbook`);
  return xmlElements([content], element, `${file.path} ${part}`);
}

/** The part that holds the sheet: the workbook gives a sheet's name an id, its relations give the id a part. */
async function findSheet(file: SheetFile, parts: Record<string, Uint8Array>): Promise<string> {
  let id: string | undefined;
  for await (const { attributes } of elementsOf(file, parts, 'xl/workbook.xml', 'sheet')) {
    if (attributes['name'] === file.sheet) id = attributes['r:id'];
  }
  for await (const { attributes } of elementsOf(file, parts, 'xl/_rels/workbook.xml.rels', 'Relationship')) {
    if (id !== undefined && attributes['Id'] === id) return `xl/${attributes['Target'] ?? ''}`;
  }
  throw new FileError(`${file.path} has no sheet "${file.sheet}"`);
}

function cellsOf(row: XmlElement, strings: readonly string[]): string[] {
  const values: string[] = [];
  for (const cell of row.children) {
    const index = columnIndex(cell.attributes['r']) ?? values.length;
    while (values.length < index) values.push('');
    values[index] = cellText(cell, strings);
  }
  return values;
}

/** "C7" is column 2. */
function columnIndex(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: XmlElement, strings: readonly string[]): string {
  if (cell.attributes['t'] === 'inlineStr')
    return cell.children.find(({ name }) => name === 'is')?.text ?? '';
  const text = cell.children.find(({ name }) => name === 'v')?.text ?? '';
  if (cell.attributes['t'] === 's') return strings[Number(text)] ?? '';
  if (cell.attributes['t'] === 'b') return String(text === '1');
  return cell.attributes['t'] === 'str' ? text : shortNumber(text);
}

/** Workbooks hold 4.836 as "4.8360000000000003"; a number has 15 digits there, and the rest is binary noise. */
function shortNumber(text: string): string {
  return text.replace(/\D/g, '').length > 15 ? String(Number(Number(text).toPrecision(15))) : text;
}

function toRow(columns: readonly string[], values: readonly string[], line: number): Parsed<TableRow> {
  const beyond = values.findIndex((value, index) => index >= columns.length && value !== '');
  if (beyond >= 0) return { line, reject: { reason: 'wrong number of columns', value: values[beyond] } };
  return { line, row: Object.fromEntries(columns.map((name, index) => [name, values[index] ?? ''])) };
}
