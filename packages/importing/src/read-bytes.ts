import { FileError } from './file-error.js';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unzipMember } from './unzip.js';

/** The most that a packed file may unpack to, in bytes, and how many times its size once that is more than a trifle. */
export const unpackLimits = { bytes: 4 * 1024 ** 3, ratio: 200, trifle: 16 * 1024 ** 2 };

/** @throws Error when a file unpacks to more than an honest one does */
export function checkUnpacked(path: string, packed: number, unpacked: number): void {
  const { bytes, ratio, trifle } = unpackLimits;
  if (unpacked > bytes) throw new FileError(`${path} unpacks to over ${bytes} bytes`);
  if (unpacked > trifle && unpacked > ratio * packed)
    throw new FileError(`${path} unpacks to over ${ratio} times its size`);
}

/** A file to read; `LocalFile` is one. */
export interface SourceFile {
  /** How errors and rejects call it. */
  readonly path: string;
  readonly location: string;
  /** The member to read when it is a zip with several. */
  readonly member?: string | undefined;
}

/** What a reader reports to and listens to while it reads. */
export interface ReadContext {
  readonly signal?: AbortSignal | undefined;
  /** Called with the size in bytes of each piece that was read from disk, before decompression. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

export type Container = 'gzip' | 'zip' | 'bzip2' | 'plain';

/** What a file is by its first bytes: names lie, magic bytes do not. */
export async function containerOf({ location }: SourceFile): Promise<Container> {
  const handle = await open(location);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const magic = buffer.subarray(0, bytesRead).toString('latin1');
    if (magic.startsWith('\x1f\x8b')) return 'gzip';
    if (magic.startsWith('PK\x03\x04')) return 'zip';
    return magic.startsWith('BZh') ? 'bzip2' : 'plain';
  } finally {
    await handle.close();
  }
}

/**
 * A file's content in pieces, gunzipped or unzipped when it is packed.
 * @throws Error naming the file when it is damaged or cut off
 */
export async function* readBytes(file: SourceFile, context: ReadContext = {}): AsyncGenerator<Uint8Array> {
  const container = await containerOf(file);
  if (container === 'zip') {
    yield await unzipMember(file, context);
    return;
  }
  const raw = createReadStream(file.location, { signal: context.signal, highWaterMark: 1 << 18 });
  raw.on('data', (chunk) => context.onBytes?.(chunk.length));
  // pipeline, because a bare pipe would leave the reader waiting for ever when the disk fails.
  const bytes = container === 'gzip' ? pipeline(raw, createGunzip(), () => undefined) : raw;
  let unpacked = 0;
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      unpacked += piece.length;
      if (container === 'gzip') checkUnpacked('it', raw.bytesRead, unpacked);
      yield piece;
    }
  } catch (error) {
    context.signal?.throwIfAborted();
    throw new FileError(`${file.path} cannot be read: ${(error as Error).message}`, { cause: error });
  } finally {
    raw.destroy();
  }
}
