import { FileError } from './file-error.js';
/** A vector of R with its attributes ("names", "levels", "class" …); a list's values are vectors. Missing values are null. */
export interface RVector {
  readonly values: ArrayLike<unknown> & { includes(value: unknown): boolean };
  readonly attributes: Readonly<Record<string, RVector>>;
}

const NOTHING: RVector = { values: [], attributes: {} };
const MISSING_INTEGER = -(2 ** 31);

/** R's type numbers, as the "R Internals" manual lists them in its chapter on serialization formats. */
const SYMBOL = 1;
const PAIRLIST = 2;
const CHARACTERS = 9;
const LOGICAL = 10;
const INTEGER = 13;
const REAL = 14;
const STRINGS = 16;
const LIST = 19;
const NIL = 254;
const REFERENCE = 255;

/**
 * The first object of an R data file: format 2 in its binary form, vectors and lists only.
 * @throws Error when it is another format or holds anything else (functions, environments)
 */
export function readRObject(bytes: Buffer): RVector {
  if (bytes.toString('latin1', 0, 7) !== 'RDX2\nX\n') throw new FileError('not an R data file of format 2');
  const state: State = { bytes, at: 7 + 12, symbols: [], texts: new Map() };
  const object = readItem(state).attributes;
  const [first] = Object.values(object);
  if (!first) throw new FileError('it holds no object');
  return first;
}

interface State {
  readonly bytes: Buffer;
  at: number;
  readonly symbols: string[];
  /** Equal texts share one string: a column of country names has millions of values and 200 texts. */
  readonly texts: Map<string, string>;
}

function readItem(state: State): RVector {
  const flags = readInteger(state);
  const type = flags & 0xff;
  if (type === NIL) return NOTHING;
  if (type === PAIRLIST) return { values: [], attributes: readPairs(state, flags) };
  const values = readValues(state, type);
  const hasAttributes = (flags & 0x200) !== 0;
  return { values, attributes: hasAttributes ? readItem(state).attributes : {} };
}

/** A pairlist is a chain of tagged items; each link has its own flags. */
function readPairs(state: State, firstFlags: number): Record<string, RVector> {
  const pairs: Record<string, RVector> = {};
  for (let flags = firstFlags; (flags & 0xff) !== NIL; flags = readInteger(state)) {
    if ((flags & 0xff) !== PAIRLIST || (flags & 0x200) !== 0)
      throw new FileError('it holds an unknown kind of list');
    const tag = (flags & 0x400) !== 0 ? readSymbol(state) : '';
    pairs[tag] = readItem(state);
  }
  return pairs;
}

function readSymbol(state: State): string {
  const flags = readInteger(state);
  if ((flags & 0xff) === REFERENCE) return state.symbols[(flags >> 8) - 1] ?? '';
  if ((flags & 0xff) !== SYMBOL) throw new FileError('it holds an unknown kind of tag');
  const name = readText(state) ?? '';
  state.symbols.push(name);
  return name;
}

function readValues(state: State, type: number): RVector['values'] {
  const length = readInteger(state);
  if (length < 0 || length > state.bytes.length)
    throw new FileError('it holds a vector of an impossible length');
  switch (type) {
    case LOGICAL:
    case INTEGER:
      return Array.from({ length }, () => presentInteger(readInteger(state)));
    case REAL:
      return Array.from({ length }, () => readReal(state));
    case STRINGS:
      return Array.from({ length }, () => readText(state));
    case LIST:
      return Array.from({ length }, () => readItem(state));
    default:
      throw new FileError(`it holds a value of R's type ${type}, which is not supported`);
  }
}

function readText(state: State): string | null {
  if ((readInteger(state) & 0xff) !== CHARACTERS) throw new FileError('it holds a text that is none');
  const length = readInteger(state);
  if (length === -1) return null;
  const text = state.bytes.toString('utf8', state.at, (state.at += length));
  const known = state.texts.get(text);
  if (known === undefined) state.texts.set(text, text);
  return known ?? text;
}

function readInteger(state: State): number {
  const value = state.bytes.readInt32BE(state.at);
  state.at += 4;
  return value;
}

function readReal(state: State): number | null {
  const value = state.bytes.readDoubleBE(state.at);
  state.at += 8;
  return Number.isNaN(value) ? null : value;
}

function presentInteger(value: number): number | null {
  return value === MISSING_INTEGER ? null : value;
}
