import { containerOf, type ReadContext, type SourceFile } from './read-bytes.js';
import { readCsv, type CsvFormat, type Parsed, type TableRow } from './read-csv.js';
import { readRda } from './read-rda.js';
import { readSheet } from './read-sheet.js';

/**
 * A table row by row in whatever form it comes: CSV (plain, gzip, zip), a sheet of a workbook in a zip, an R data frame.
 * So an importer reads a publisher's workbook and a mirror's CSV of it with the same line. `format` is for CSV.
 */
export async function* readTable(
  file: SourceFile & { readonly sheet?: string | undefined },
  format: CsvFormat = {},
  context: ReadContext = {},
): AsyncGenerator<Parsed<TableRow>> {
  const { sheet } = file;
  if (sheet !== undefined) yield* readSheet({ ...file, sheet }, context);
  else if ((await containerOf(file)) === 'bzip2') yield* readRda(file, context);
  else yield* readCsv(file, format, context);
}
