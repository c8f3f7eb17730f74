import { TextDecoder } from 'node:util';
import { containerOf, readBytes, type SourceFile } from './read-bytes.js';

const startCharacters = 65_536;

/** How a file begins, by which its format is told: names lie. */
export interface FileStart {
  /** Unpacked, as text; up to 65,536 characters. */
  readonly text: string;
  /** The first line that is not blank. */
  readonly firstLine: string;
  /** Of an XML file: the name of its outermost element. */
  readonly rootElement: string | undefined;
  /** The names in the first line of a table, without quotes. */
  readonly columns: readonly string[];
}

/** @throws Error naming a file that cannot be unpacked */
export async function readStart(file: SourceFile): Promise<FileStart> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  // An R data frame in bzip2 is binary all through: nothing in it says what it is.
  if ((await containerOf(file)) !== 'bzip2')
    for await (const piece of readBytes(file)) {
      text += decoder.decode(piece, { stream: true });
      if (text.length >= startCharacters) break;
    }
  text = text.slice(0, startCharacters);
  const firstLine = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? '';
  const columns = firstLine.split(/[,\t;]/).map((name) => name.replaceAll('"', '').trim());
  const [, rootElement] = /^\uFEFF?\s*(?:<[?!][^>]*>\s*)*<([A-Za-z][\w:.-]*)/.exec(text) ?? [];
  return { text, firstLine, rootElement, columns };
}
