import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogEntry, CatalogFile } from './catalog.js';
import { ChecksumError, verifyFile } from './checksum.js';
import { closeDownloader, openDownloader, type Downloader, type DownloadLimits } from './downloader.js';
import { downloadFile } from './download-file.js';

/** A file of a data set that is on this disk and, as far as its catalogue entry allows, verified. */
export interface LocalFile {
  /** Its name for people: the place in the mirror or the cache. */
  readonly path: string;
  /** Where it is on this disk. */
  readonly location: string;
  /** The publisher's address, to cite it. */
  readonly url?: string | undefined;
  readonly bytes: number;
  readonly sha256: string;
  /** False when the catalogue knows no checksum for it. */
  readonly verified: boolean;
  readonly member?: string | undefined;
  readonly sheet?: string | undefined;
}

/** The mirror is not there or lacks a file that the catalogue expects in it. */
export class MirrorError extends Error {
  override readonly name = 'MirrorError';
}

/** A data set's files, and those that cannot be had: a mirror need not hold them, or only a mirror does. */
export interface OpenedDataSet {
  readonly files: readonly LocalFile[];
  readonly missing: readonly CatalogFile[];
}

/** How far opening a data set is. `totalBytes` is there when every file's size is known. */
export interface OpenProgress {
  readonly path: string;
  readonly doneBytes: number;
  readonly totalBytes?: number | undefined;
}

export interface OpenOptions {
  /** A folder that holds the same files; nothing is downloaded then. Default: none. */
  readonly mirror?: string | undefined;
  /** Where downloads are kept, laid out like a mirror. */
  readonly cacheDir: string;
  readonly onProgress?: (progress: OpenProgress) => void;
  readonly signal?: AbortSignal | undefined;
  /** Timeouts and limits of downloads. Default: see `DownloadLimits`. */
  readonly limits?: Partial<DownloadLimits>;
}

/**
 * Brings a data set's files onto this disk: from a mirror, from the cache, or by download.
 * @throws ChecksumError, DownloadError, or MirrorError naming a file that the mirror lacks
 */
export async function openDataSet(entry: CatalogEntry, options: OpenOptions): Promise<OpenedDataSet> {
  return options.mirror === undefined
    ? downloadDataSet(entry, options)
    : findInMirror(entry, options.mirror, options.signal);
}

async function findInMirror(
  entry: CatalogEntry,
  folder: string,
  signal?: AbortSignal,
): Promise<OpenedDataSet> {
  const files = new Map<string, LocalFile>();
  const missing: CatalogFile[] = [];
  for (const file of entry.files) {
    const forms = file.mirror ? [mirrorForm(entry, file, file.mirror), file] : [file];
    const form = forms.find(({ path }) => existsSync(join(folder, path)));
    if (form && !files.has(form.path)) files.set(form.path, await openLocal(form, folder, signal));
    else if (!form && file.mirror === null) missing.push(file);
    else if (!form)
      throw new MirrorError(
        `${entry.id}: the mirror ${folder} has no ${forms.map((f) => f.path).join(' and no ')}`,
      );
  }
  return { files: [...files.values()], missing };
}

/** The address goes along unless the mirror's file stands for several of the publisher's. */
function mirrorForm(entry: CatalogEntry, { url }: CatalogFile, form: NonNullable<CatalogFile['mirror']>) {
  const isShared = entry.files.filter(({ mirror }) => mirror?.path === form.path).length > 1;
  return { ...form, url: isShared ? undefined : url };
}

async function downloadDataSet(entry: CatalogEntry, options: OpenOptions): Promise<OpenedDataSet> {
  const downloader = openDownloader(options.limits);
  const files: LocalFile[] = [];
  const offered = entry.files.flatMap((file) => (file.url === undefined ? [] : [{ ...file, url: file.url }]));
  const sizes = offered.map(({ bytes }) => bytes);
  const totalBytes = sizes.includes(undefined)
    ? undefined
    : sizes.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  let doneBefore = 0;
  try {
    for (const file of offered) {
      const report = (done: number) =>
        options.onProgress?.({ path: file.path, doneBytes: doneBefore + done, totalBytes });
      const local = await cachedOrDownloaded(file, options, downloader, report);
      files.push(local);
      report(local.bytes);
      doneBefore += local.bytes;
    }
  } finally {
    await closeDownloader(downloader);
  }
  return { files, missing: entry.files.filter((file) => file.url === undefined) };
}

async function cachedOrDownloaded(
  file: CatalogFile & { readonly url: string },
  { cacheDir, signal }: OpenOptions,
  downloader: Downloader,
  onBytes: (doneBytes: number) => void,
): Promise<LocalFile> {
  const location = join(cacheDir, file.path);
  if (existsSync(location)) {
    // A new catalogue may pin a newer version of a file that is here already: then it is fetched again.
    const cached = await openLocal(file, cacheDir, signal).catch((error: unknown) => {
      if (!(error instanceof ChecksumError)) throw error;
    });
    if (cached) return cached;
  }
  await downloadFile(file, location, { downloader, signal, onBytes });
  return openLocal(file, cacheDir, signal);
}

async function openLocal(
  form: Omit<CatalogFile, 'mirror'>,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<LocalFile> {
  const location = join(folder, form.path);
  const found = await verifyFile(location, form.path, form, signal);
  const { path, url, member, sheet } = form;
  return { path, location, url, ...found, verified: form.sha256 !== undefined, member, sheet };
}
