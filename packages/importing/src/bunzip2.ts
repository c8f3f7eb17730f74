import { FileError } from './file-error.js';
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
const GROUP_SYMBOLS = 50;
const MAX_CODE_BITS = 20;

/**
 * Unpacks bzip2, block by block. Node has no bzip2 of its own.
 * @throws Error when the data are damaged or cut off
 */
export function* bunzip2(packed: Uint8Array): Generator<Uint8Array> {
  const bits = openBits(packed);
  const level = packed[3] === undefined ? 0 : packed[3] - 48;
  if (bits(24) !== 0x425a68 || level < 1 || level > 9) throw new FileError('not a bzip2 file');
  bits(8);
  for (;;) {
    const magic = bits(24) * 2 ** 24 + bits(24);
    bits(16);
    bits(16); // Checksums of blocks and stream: a catalogue's file has been verified as a whole.
    if (magic === END_MAGIC) return;
    if (magic !== BLOCK_MAGIC) throw new FileError('damaged bzip2 block');
    yield expandRuns(untransform(readBlock(bits, level * 100_000)));
  }
}

type Bits = (count: number) => number;

/** A reader of up to 24 bits at a time, the highest bit first. */
function openBits(bytes: Uint8Array): Bits {
  let at = 0;
  let held = 0;
  let heldBits = 0;
  return (count) => {
    while (heldBits < count) {
      const next = bytes[at];
      if (next === undefined) throw new FileError('bzip2 data end too early');
      at += 1;
      held = ((held << 8) | next) & 0x7fffffff;
      heldBits += 8;
    }
    heldBits -= count;
    const value = (held >>> heldBits) & ((1 << count) - 1);
    held &= (1 << heldBits) - 1;
    return value;
  };
}

interface Block {
  /** The transformed bytes in the low 8 bits; `untransform` uses the rest. */
  readonly symbols: Uint32Array;
  readonly start: number;
}

function readBlock(bits: Bits, maxBytes: number): Block {
  if (bits(1) === 1) throw new FileError('randomised bzip2 blocks are not supported');
  const start = bits(24);
  const alphabet = readAlphabet(bits);
  const groups = bits(3);
  const selectors = readSelectors(bits, groups);
  const tables = Array.from({ length: groups }, () => readTable(bits, alphabet.length + 2));
  const symbols = new Uint32Array(maxBytes);
  let size = 0;
  let run = 0;
  let runBit = 1;
  for (let count = 0; ; count += 1) {
    const table = tables[selectors[Math.floor(count / GROUP_SYMBOLS)] as number];
    if (!table) throw new FileError('damaged bzip2 selector');
    const symbol = nextSymbol(bits, table);
    if (symbol <= 1) {
      run += runBit << symbol;
      runBit <<= 1;
      continue;
    }
    if (size + run >= maxBytes + 1) throw new FileError('bzip2 block is too long');
    symbols.fill(alphabet[0] as number, size, (size += run));
    run = 0;
    runBit = 1;
    if (symbol === alphabet.length + 1) break;
    const [value] = alphabet.splice(symbol - 1, 1) as [number];
    alphabet.unshift(value);
    symbols[size++] = value;
  }
  return { symbols: symbols.subarray(0, size), start };
}

function readAlphabet(bits: Bits): number[] {
  const used = bits(16);
  const alphabet: number[] = [];
  for (let high = 0; high < 16; high += 1) {
    const row = used & (0x8000 >> high) ? bits(16) : 0;
    for (let low = 0; low < 16; low += 1) if (row & (0x8000 >> low)) alphabet.push(high * 16 + low);
  }
  return alphabet;
}

function readSelectors(bits: Bits, groups: number): Uint8Array {
  const order = Array.from({ length: groups }, (_, index) => index);
  return Uint8Array.from({ length: bits(15) }, () => {
    let position = 0;
    while (bits(1) === 1) position += 1;
    const [selector] = order.splice(position, 1);
    if (selector === undefined) throw new FileError('damaged bzip2 selector');
    order.unshift(selector);
    return selector;
  });
}

/** A canonical Huffman code: per code length the first code, how many there are, and the symbols in order. */
interface HuffmanTable {
  readonly counts: Uint16Array;
  readonly symbols: readonly number[];
}

function readTable(bits: Bits, size: number): HuffmanTable {
  const counts = new Uint16Array(MAX_CODE_BITS + 1);
  let length = bits(5);
  const lengths = Array.from({ length: size }, () => {
    while (bits(1) === 1) length += bits(1) === 1 ? -1 : 1;
    if (length < 1 || length > MAX_CODE_BITS) throw new FileError('damaged bzip2 code lengths');
    counts[length] = (counts[length] as number) + 1;
    return length;
  });
  const symbols = lengths.map((_, symbol) => symbol);
  symbols.sort((a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b);
  return { counts, symbols };
}

function nextSymbol(bits: Bits, { counts, symbols }: HuffmanTable): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_CODE_BITS; length += 1) {
    code |= bits(1);
    const count = counts[length] as number;
    if (code - first < count) return symbols[index + code - first] as number;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new FileError('damaged bzip2 code');
}

/** Undoes the Burrows-Wheeler transform. */
function untransform({ symbols, start }: Block): Uint8Array {
  const next = new Uint32Array(257);
  for (const symbol of symbols) next[symbol + 1] = (next[symbol + 1] as number) + 1;
  for (let value = 1; value < 257; value += 1)
    next[value] = (next[value] as number) + (next[value - 1] as number);
  for (let index = 0; index < symbols.length; index += 1) {
    const value = (symbols[index] as number) & 0xff;
    const place = next[value] as number;
    next[value] = place + 1;
    symbols[place] = (symbols[place] as number) | (index << 8);
  }
  const bytes = new Uint8Array(symbols.length);
  let position = (symbols[start] as number) >>> 8;
  for (let index = 0; index < bytes.length; index += 1) {
    const entry = symbols[position] as number;
    bytes[index] = entry & 0xff;
    position = entry >>> 8;
  }
  return bytes;
}

/** Undoes the first step of bzip2: four equal bytes are followed by the number of further ones. */
function expandRuns(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let from = 0;
  let equal = 1;
  for (let index = 1; index < bytes.length; index += 1) {
    equal = bytes[index] === bytes[index - 1] ? equal + 1 : 1;
    if (equal < 4 || index + 1 >= bytes.length) continue;
    pieces.push(
      bytes.subarray(from, index + 1),
      new Uint8Array(bytes[index + 1] as number).fill(bytes[index] as number),
    );
    from = index + 2;
    index = from;
    equal = 1;
  }
  pieces.push(bytes.subarray(from));
  return Buffer.concat(pieces);
}
