import { readFile, stat } from 'node:fs/promises';
import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { ReadContext, SourceFile } from './read-bytes.js';

const MAX_ZIP_BYTES = 64 * 1024 ** 2;
const MAX_MEMBER_BYTES = 512 * 1024 ** 2;

/**
 * One member of a small zip file, unpacked in memory: the member named in `file`, or the only one.
 * @throws Error when the zip is over 64 MiB, damaged, or its member is missing or over 512 MiB
 */
export async function unzipMember(file: SourceFile, { signal, onBytes }: ReadContext): Promise<Uint8Array> {
  const { size } = await stat(file.location);
  if (size > MAX_ZIP_BYTES)
    throw new Error(`${file.path} is a zip of ${size} bytes; the limit is ${MAX_ZIP_BYTES}`);
  const packed = await readFile(file.location, { signal });
  onBytes?.(packed.length);
  const members = unzip(
    packed,
    file.path,
    ({ name }) => !name.endsWith('/') && [name, undefined].includes(file.member),
  );
  const [name] = Object.keys(members);
  const content = name === undefined ? undefined : members[name];
  if (!content || Object.keys(members).length > 1) {
    throw new Error(`${file.path} should hold ${file.member ?? 'exactly one file'}, which it does not`);
  }
  return content;
}

/**
 * The members of a zip that `wanted` lets through, by name. No name is ever used as a path.
 * @throws Error naming the file when it is damaged or a member is over 512 MiB
 */
export function unzip(
  packed: Uint8Array,
  path: string,
  wanted: (member: UnzipFileInfo) => boolean,
): Record<string, Uint8Array> {
  try {
    // fflate unpacks into a buffer of the declared size and never beyond, so the declared size can be trusted.
    return unzipSync(packed, {
      filter: (member) => {
        if (!wanted(member)) return false;
        if (member.originalSize <= MAX_MEMBER_BYTES) return true;
        throw new Error(
          `${member.name} unpacks to ${member.originalSize} bytes; the limit is ${MAX_MEMBER_BYTES}`,
        );
      },
    });
  } catch (error) {
    throw new Error(`${path} cannot be unzipped: ${(error as Error).message}`, { cause: error });
  }
}
