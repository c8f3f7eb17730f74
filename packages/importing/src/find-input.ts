import { FileError } from './file-error.js';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { verifyFile } from './checksum.js';
import { downloadFile } from './download-file.js';
import { closeDownloader, openDownloader } from './downloader.js';
import type { LocalFile } from './open-data-set.js';
import { containerOf } from './read-bytes.js';
import { listMembers } from './unzip.js';

export interface InputOptions {
  /** Where downloads are kept. */
  readonly cacheDir: string;
  /** The folder that relative paths count from. */
  readonly workDir: string;
  /** Whether addresses of one's own networks, and plain http, may be asked. Default: false. */
  readonly allowPrivate?: boolean;
  readonly onProgress?: (doneBytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

const isAddress = (text: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

/** Regular files of a folder and the folders in it, in order; links are not followed. */
async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A file on this disk, or each file in it when it is a zip with several. */
async function openFile(location: string, path: string, { signal }: InputOptions, url?: string) {
  const found = await verifyFile(location, path, {}, signal);
  const file: LocalFile = { path, location, url, ...found, verified: false };
  if ((await containerOf(file)) !== 'zip') return [file];
  const members = await listMembers(file);
  return members.length === 1
    ? [file]
    : members.map((member) => ({ ...file, path: `${path}/${member}`, member }));
}

async function fetchFile(address: string, options: InputOptions): Promise<LocalFile[]> {
  if (!URL.canParse(address)) throw new FileError(`${JSON.stringify(address)} is no web address`);
  const name = basename(new URL(address).pathname) || 'file';
  const folder = createHash('sha256').update(address).digest('hex').slice(0, 16);
  const target = join(options.cacheDir, 'addresses', folder, name);
  const downloader = openDownloader({ allowPrivate: options.allowPrivate ?? false });
  try {
    const { signal, onProgress: onBytes } = options;
    await downloadFile({ path: name, url: address }, target, {
      downloader,
      signal,
      ...(onBytes && { onBytes }),
    });
  } finally {
    await closeDownloader(downloader);
  }
  return openFile(target, name, options, address);
}

/**
 * The files that a person names by a path or a web address. An address is downloaded each time: what it serves may change.
 * @returns undefined when there is no such path
 * @throws DownloadError, or Error naming what is neither a file nor a folder
 */
export async function findInput(
  text: string,
  options: InputOptions,
): Promise<readonly LocalFile[] | undefined> {
  if (isAddress(text)) return fetchFile(text, options);
  const location = resolve(options.workDir, text);
  if (!existsSync(location)) return undefined;
  if ((await stat(location)).isDirectory()) {
    const locations = await listFolder(location);
    const name = (one: string) => join(basename(location), relative(location, one));
    return (await Promise.all(locations.map((one) => openFile(one, name(one), options)))).flat();
  }
  if (!(await lstat(location)).isFile() && !(await stat(location)).isFile())
    throw new FileError(`${text} is neither a file nor a folder`);
  return openFile(location, basename(location), options);
}
