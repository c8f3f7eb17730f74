import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

const checksum = (text: string) => createHash('sha256').update(text).digest('hex');
/** A comment to GraphQL, so that the file is a supergraph to everybody else. */
const firstLine = (text: string) => `# sha256 ${checksum(text)}\n`;

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Keeps a supergraph that worked, in place of the one before: whoever reads the file, and whenever the process is
 * killed, it holds one of them whole.
 */
export async function writeLastGood(file: string, supergraphSdl: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeDurably(draft, firstLine(supergraphSdl) + supergraphSdl);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * @returns the supergraph kept; nothing when none was
 * @throws Error when the file is damaged or cannot be read
 */
export async function readLastGood(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const supergraphSdl = text.slice(text.indexOf('\n') + 1);
  if (!text.startsWith(firstLine(supergraphSdl)))
    throw new Error(`The supergraph kept in ${file} is damaged`);
  return supergraphSdl;
}
