import { FileError } from './file-error.js';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { readBytes, type ReadContext, type SourceFile } from './read-bytes.js';

const MAX_DEPTH = 100;
const MAX_ELEMENT_CHARACTERS = 16 * 1024 ** 2;

/** An element with what is in it. `text` is its own text and that of its children, in order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

interface OpenElement extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: OpenElement[];
  text: string;
}

/**
 * The elements of one name, wherever they are, as trees; nothing else is kept in memory. Elements of that name inside
 * another one are its children. Names keep their prefix.
 * @throws Error naming file and line when the XML is not well-formed, has a document type (and so could define entities),
 *   is over 100 levels deep, or one element holds over 16 Mi characters
 */
export async function* readXml(
  file: SourceFile,
  elementName: string,
  context: ReadContext = {},
): AsyncGenerator<XmlElement> {
  yield* xmlElements(readBytes(file, context), elementName, file.path);
}

/** `readXml` over bytes that are in memory already; `path` is how errors call them. */
export async function* xmlElements(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  elementName: string,
  path: string,
): AsyncGenerator<XmlElement> {
  const ready: XmlElement[] = [];
  const parser = openParser(elementName, (element) => ready.push(element));
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(declaredEncoding(chunk), { fatal: true });
    feed(parser, path, decoder, chunk);
    yield* ready.splice(0);
  }
  feed(parser, path, decoder ?? new TextDecoder());
  yield* ready;
}

/** Parses a piece of the document, or its end when there is no piece left. */
function feed(parser: SaxesParser, path: string, decoder: TextDecoder, chunk?: Uint8Array): void {
  try {
    parser.write(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    if (!chunk) parser.close();
  } catch (error) {
    throw new FileError(`${path}, line ${parser.line}: ${(error as Error).message}`, { cause: error });
  }
}

function openParser(elementName: string, onElement: (element: XmlElement) => void): SaxesParser {
  const parser = new SaxesParser();
  const stack: OpenElement[] = [];
  let depth = 0;
  let characters = 0;
  let tagLine = 1;
  const addText = (text: string) => {
    const top = stack.at(-1);
    if (!top) return;
    top.text += text;
    characters += text.length;
    if (characters > MAX_ELEMENT_CHARACTERS) throw new FileError(`<${elementName}> holds too much text`);
  };
  parser.on('doctype', () => {
    throw new FileError('a document type is not accepted');
  });
  parser.on('error', (error) => {
    throw new FileError(error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('opentagstart', () => (tagLine = parser.line));
  parser.on('opentag', ({ name, attributes }) => {
    if ((depth += 1) > MAX_DEPTH) throw new FileError(`elements are nested over ${MAX_DEPTH} deep`);
    if (stack.length === 0 && name !== elementName) return;
    characters += Object.values(attributes).reduce((sum, value) => sum + value.length, name.length);
    stack.push({ name, attributes, children: [], text: '', line: tagLine });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    depth -= 1;
    const closed = stack.pop();
    const parent = stack.at(-1);
    if (!closed) return;
    if (parent) {
      parent.children.push(closed);
      parent.text += closed.text;
    } else {
      characters = 0;
      onElement(closed);
    }
  });
  return parser;
}

/** The encoding that the XML declaration names, for which it may be read as Latin-1; UTF-8 when there is none. */
function declaredEncoding(start: Uint8Array): string {
  const head = Buffer.from(start.subarray(0, 200)).toString('latin1');
  return /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'utf-8';
}
