import { FileError } from './file-error.js';
import { readFile } from 'node:fs/promises';
import { bunzip2 } from './bunzip2.js';
import type { Parsed, TableRow } from './read-csv.js';
import type { ReadContext, SourceFile } from './read-bytes.js';
import { readRObject, type RVector } from './r-object.js';

const MAX_UNPACKED_BYTES = 512 * 1024 ** 2;
const DAY_MS = 86_400_000;

/**
 * The data frame of an R data file (`.rda`, packed with bzip2) row by row. Factors are their labels, days are YYYY-MM-DD,
 * a missing value is an empty text. `line` is the row's number plus one, as if the frame were a CSV file with a header.
 * @throws Error naming the file when it is damaged, unpacks to over 512 MiB, or holds something else than one data frame
 */
export async function* readRda(
  file: SourceFile,
  context: ReadContext = {},
): AsyncGenerator<Parsed<TableRow>> {
  const packed = await readFile(file.location, { signal: context.signal });
  context.onBytes?.(packed.length);
  let frame: readonly (readonly [string, RVector])[];
  try {
    frame = columnsOf(readRObject(unpack(packed)));
  } catch (error) {
    throw new FileError(`${file.path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const columns = frame.map(([name, vector]) => [name, textsOf(vector)] as const);
  const length = frame[0]?.[1].values.length ?? 0;
  for (let index = 0; index < length; index += 1) {
    const row: Record<string, string> = {};
    for (const [name, textAt] of columns) row[name] = textAt(index);
    yield { line: index + 2, row };
  }
}

function unpack(packed: Uint8Array): Buffer {
  const blocks: Uint8Array[] = [];
  let size = 0;
  for (const block of bunzip2(packed)) {
    size += block.length;
    if (size > MAX_UNPACKED_BYTES) throw new FileError(`it unpacks to over ${MAX_UNPACKED_BYTES} bytes`);
    blocks.push(block);
  }
  return Buffer.concat(blocks);
}

function columnsOf(frame: RVector): (readonly [string, RVector])[] {
  const names = frame.attributes['names']?.values;
  if (!names) throw new FileError('it holds no data frame');
  const columns = frame.values as readonly RVector[];
  if (columns.some(({ values }) => values.length !== columns[0]?.values.length))
    throw new FileError('it holds no data frame');
  return columns.map((column, index) => [String(names[index]), column]);
}

/** How a column's values read as text. */
function textsOf({ values, attributes }: RVector): (index: number) => string {
  const levels = attributes['levels']?.values;
  if (levels) return (index) => textOf(levels[Number(values[index]) - 1]);
  if (attributes['class']?.values.includes('Date')) return (index) => dayOf(values[index]);
  return (index) => textOf(values[index]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function dayOf(value: unknown): string {
  return typeof value === 'number' ? new Date(value * DAY_MS).toISOString().slice(0, 10) : '';
}
