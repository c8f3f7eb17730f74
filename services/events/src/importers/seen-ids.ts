const blockSize = 65_536;
const mostListed = 512;

/** The numbers of one block: a short list, or a bit for each once it grows long. */
type Block = Set<number> | Uint8Array;

function addToBlock(blocks: Map<number, Block>, index: number, number: number): boolean {
  const block = blocks.get(index) ?? new Set<number>();
  if (block instanceof Set) {
    if (block.has(number)) return false;
    block.add(number);
    blocks.set(index, block);
    if (block.size <= mostListed) return true;
    const bits = new Uint8Array(blockSize / 8);
    for (const one of block) bits[one >> 3]! |= 1 << (one & 7);
    blocks.set(index, bits);
    return true;
  }
  const mask = 1 << (number & 7);
  const isNew = (block[number >> 3]! & mask) === 0;
  block[number >> 3]! |= mask;
  return isNew;
}

/** Ids that came; `add` says whether one is new. */
export interface SeenIds {
  add(id: string): boolean;
}

/**
 * Which ids came before. Publishers number their events in turn, so that the numbers of ten million lie close together and
 * fit into some megabytes; ids that do not end in a number take what they are long.
 */
export function openSeenIds(): SeenIds {
  const others = new Set<string>();
  const byPrefix = new Map<string, Map<number, Block>>();
  return {
    add(id) {
      const [, prefix = '', digits] = /^(.*?)([1-9]\d{0,14})$/.exec(id) ?? [];
      if (digits === undefined) return others.size < others.add(id).size;
      const blocks = byPrefix.get(prefix) ?? new Map<number, Block>();
      byPrefix.set(prefix, blocks);
      const number = Number(digits);
      return addToBlock(blocks, Math.floor(number / blockSize), number % blockSize);
    },
  };
}
