import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What is known of a file in advance. */
export interface Expected {
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
}

/** A file whose size or checksum is not what the catalogue says. */
export class ChecksumError extends Error {
  override readonly name = 'ChecksumError';
}

/**
 * Checks a file's size in bytes and its SHA-256, as far as they are known.
 * @param name how errors call the file
 * @returns size and checksum as found
 * @throws ChecksumError naming the file, what was expected and what was found
 */
export async function verifyFile(
  location: string,
  name: string,
  expected: Expected,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const { size: bytes } = await stat(location);
  if (expected.bytes !== undefined && bytes !== expected.bytes) {
    throw new ChecksumError(`${name}: expected ${expected.bytes} bytes, found ${bytes}`);
  }
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(location, { signal, highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
  }
  const sha256 = hash.digest('hex');
  if (expected.sha256 !== undefined && sha256 !== expected.sha256) {
    throw new ChecksumError(`${name}: expected SHA-256 ${expected.sha256}, found ${sha256}`);
  }
  return { bytes, sha256 };
}
