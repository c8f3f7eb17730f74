import { FileError } from './file-error.js';
import { readFile, stat } from 'node:fs/promises';
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { checkUnpacked, type ReadContext, type SourceFile } from './read-bytes.js';

const MAX_ZIP_BYTES = 64 * 1024 ** 2;
const MAX_MEMBER_BYTES = 512 * 1024 ** 2;

async function readZip({ path, location }: SourceFile, { signal }: ReadContext): Promise<Uint8Array> {
  const { size } = await stat(location);
  if (size > MAX_ZIP_BYTES)
    throw new FileError(`${path} is a zip of ${size} bytes; the limit is ${MAX_ZIP_BYTES}`);
  return readFile(location, { signal });
}

/**
 * One member of a small zip file, unpacked in memory: the member named in `file`, or the only one.
 * @throws Error when the zip is over 64 MiB, damaged, or its member is missing or over 512 MiB
 */
export async function unzipMember(file: SourceFile, { signal, onBytes }: ReadContext): Promise<Uint8Array> {
  const packed = await readZip(file, { signal });
  onBytes?.(packed.length);
  const members = unzip(
    packed,
    file.path,
    ({ name }) => !name.endsWith('/') && [name, undefined].includes(file.member),
  );
  const [name] = Object.keys(members);
  const content = name === undefined ? undefined : members[name];
  if (!content || Object.keys(members).length > 1) {
    throw new FileError(`${file.path} should hold ${file.member ?? 'exactly one file'}, which it does not`);
  }
  return content;
}

/** The names of the files in a zip. */
export async function listMembers(file: SourceFile): Promise<string[]> {
  const names: string[] = [];
  unzip(await readZip(file, {}), file.path, ({ name }) => {
    if (!name.endsWith('/')) names.push(name);
    return false;
  });
  return names;
}

/** A name that leads out of the folder it would be unpacked into: such a zip was made to do harm. */
const leadsOut = (name: string) => /^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)|\0/.test(name);

/**
 * The members of a zip that `wanted` lets through, by name. No name is ever used as a path.
 * @throws Error naming the file when it is damaged, a name leads out of its folder, or a member is over 512 MiB or over 200
 *   times its packed size
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
        const { name, size, originalSize } = member;
        if (leadsOut(name)) throw new FileError(`the name ${JSON.stringify(name)} leads out of its folder`);
        if (!wanted(member)) return false;
        if (originalSize > MAX_MEMBER_BYTES)
          throw new FileError(`${name} unpacks to ${originalSize} bytes; the limit is ${MAX_MEMBER_BYTES}`);
        checkUnpacked(name, size, originalSize);
        return true;
      },
    });
  } catch (error) {
    throw new FileError(`${path} cannot be unzipped: ${(error as Error).message}`, { cause: error });
  }
}
