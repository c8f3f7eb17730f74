import { FileError } from './file-error.js';
import { TextDecoder } from 'node:util';
import { readBytes, type ReadContext, type SourceFile } from './read-bytes.js';

/** The longest line, and the longest record of a table, that is read: 4 Mi characters. */
export const MAX_LINE_CHARACTERS = 4 * 1024 ** 2;

const BLOCK_LINES = 64;

/** A line's text without its end, and its number from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/**
 * A UTF-8 text file line by line (LF or CRLF, a BOM is skipped), gunzipped when it is packed.
 * @throws Error naming file and line when a line is over 4 Mi characters
 */
export async function* readLines(file: SourceFile, context: ReadContext = {}): AsyncGenerator<Line> {
  for await (const { line, text } of readRawLines(file, context)) yield { line, text: withoutReturn(text) };
}

/** As `readLines`, but the CR of a CRLF stays: inside a quoted value it belongs to the value. */
export async function* readRawLines(file: SourceFile, context: ReadContext): AsyncGenerator<Line> {
  for await (const block of readLineBlocks(file, context)) yield* block;
}

/** As `readRawLines`, up to 64 lines at a time: waiting for each line alone takes longer than splitting it. */
export async function* readLineBlocks(
  file: SourceFile,
  context: ReadContext = {},
): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder('utf-8');
  let line = 0;
  let rest = '';
  for await (const chunk of readBytes(file, context)) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    for (let start = 0; start < pieces.length; start += BLOCK_LINES)
      yield pieces
        .slice(start, start + BLOCK_LINES)
        .map((text) => checked(file, { line: (line += 1), text }));
    checked(file, { line: line + 1, text: rest });
  }
  rest += decoder.decode();
  if (rest !== '') yield [checked(file, { line: line + 1, text: rest })];
}

export function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function checked(file: SourceFile, line: Line): Line {
  if (line.text.length <= MAX_LINE_CHARACTERS) return line;
  throw new FileError(`${file.path}, line ${line.line}: longer than ${MAX_LINE_CHARACTERS} characters`);
}
