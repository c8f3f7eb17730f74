import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { ChecksumError, verifyFile, type Expected } from './checksum.js';
import { describeFailure, DownloadError, requestFile, type Downloader } from './downloader.js';

interface RemoteFile extends Expected {
  readonly path: string;
  readonly url: string;
}

interface DownloadContext {
  readonly downloader: Downloader;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: (doneBytes: number) => void;
}

/** What must be unchanged at the publisher's for a partial file to be continued. */
interface PartialState {
  readonly url: string;
  readonly validator: string;
}

/**
 * Downloads a file to `target`, which exists only when it is whole and verified. Until then it is `<target>.partial`, which
 * stays when the connection or this process dies and is continued by the next attempt if the server can.
 * @throws DownloadError, or ChecksumError after removing the partial file
 */
export async function downloadFile(
  file: RemoteFile,
  target: string,
  context: DownloadContext,
): Promise<void> {
  const partial = `${target}.partial`;
  await mkdir(dirname(target), { recursive: true });
  await tryUntilWhole(file, partial, context);
  try {
    await verifyFile(partial, `${file.path} from ${file.url}`, file, context.signal);
  } catch (error) {
    if (error instanceof ChecksumError) await discard(partial);
    throw error;
  }
  await rename(partial, target);
  await rm(`${partial}.json`, { force: true });
}

async function tryUntilWhole(file: RemoteFile, partial: string, context: DownloadContext): Promise<void> {
  const { attempts, retryDelayMs } = context.downloader.limits;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryOnce(file, partial, context);
    } catch (error) {
      context.signal?.throwIfAborted();
      if (!(error instanceof DownloadError) || !error.retryable) throw error;
      if (attempt >= attempts) {
        throw new DownloadError(`${file.path}: gave up after ${attempts} attempts: ${error.message}`, false, {
          cause: error,
        });
      }
      await sleep(retryDelayMs * 2 ** (attempt - 1), undefined, { signal: context.signal });
    }
  }
}

async function tryOnce(file: RemoteFile, partial: string, context: DownloadContext): Promise<void> {
  const resume = await readPartial(file, partial);
  const headers = resume && { range: `bytes=${resume.bytes}-`, 'if-range': resume.validator };
  const response = await requestFile(context.downloader, file.url, headers ?? {}, context.signal);
  try {
    await checkResponse(file, partial, response);
    const start = continuesAt(response, resume?.bytes);
    if (start === 0) await rememberValidator(file.url, partial, response);
    await saveBody(file, partial, start, response, context);
  } finally {
    response.body.on('error', () => undefined).destroy();
  }
}

async function checkResponse(
  file: RemoteFile,
  partial: string,
  response: Dispatcher.ResponseData,
): Promise<void> {
  const { statusCode, headers } = response;
  if (statusCode === 416) {
    // The partial file is as long as the publisher's or longer, so it is not a beginning of it.
    await discard(partial);
    throw new DownloadError(`${file.url} cannot be continued`, true);
  }
  if (statusCode !== 200 && statusCode !== 206) {
    const retryable = statusCode >= 500 || statusCode === 408 || statusCode === 429;
    throw new DownloadError(`${file.url} answered ${statusCode}`, retryable);
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new DownloadError(`${file.url} is sent as ${String(encoding)}, which was not asked for`, false);
  }
}

/** Where the body belongs in the file, in bytes: a server may ignore the range and send all of it. */
function continuesAt(
  { statusCode, headers }: Dispatcher.ResponseData,
  resumeBytes: number | undefined,
): number {
  if (statusCode === 200) return 0;
  const start = /^bytes (\d+)-/.exec(String(headers['content-range']))?.[1];
  if (resumeBytes !== undefined && Number(start) === resumeBytes) return resumeBytes;
  throw new DownloadError('the server sent another part of the file than was asked for', false);
}

async function saveBody(
  file: RemoteFile,
  partial: string,
  start: number,
  { body }: Dispatcher.ResponseData,
  { downloader, signal, onBytes }: DownloadContext,
): Promise<void> {
  const limit = file.bytes ?? downloader.limits.maxBytes;
  const handle = await open(partial, start === 0 ? 'w' : 'a');
  let done = start;
  try {
    for await (const chunk of chunksOf(file, body, signal)) {
      done += chunk.length;
      if (done > limit)
        throw new ChecksumError(`${file.path} from ${file.url}: more than the expected ${limit} bytes`);
      await handle.write(chunk);
      onBytes?.(done);
    }
    await handle.sync();
  } catch (error) {
    if (error instanceof ChecksumError) await discard(partial);
    throw error;
  } finally {
    await handle.close();
  }
}

async function* chunksOf(file: RemoteFile, body: AsyncIterable<Uint8Array>, signal?: AbortSignal) {
  try {
    yield* body;
  } catch (error) {
    signal?.throwIfAborted();
    throw new DownloadError(`${file.url} broke off: ${describeFailure(error)}`, true, { cause: error });
  }
}

async function readPartial(
  file: RemoteFile,
  partial: string,
): Promise<{ bytes: number; validator: string } | undefined> {
  try {
    const { url, validator } = JSON.parse(await readFile(`${partial}.json`, 'utf8')) as PartialState;
    const { size: bytes } = await stat(partial);
    return url === file.url && bytes > 0 ? { bytes, validator } : undefined;
  } catch {
    return undefined; // No partial file, or nothing that says of what: the download starts anew.
  }
}

/** Without a strong validator nobody can tell whether the rest belongs to the same version, so there is no resuming. */
async function rememberValidator(
  url: string,
  partial: string,
  { headers }: Dispatcher.ResponseData,
): Promise<void> {
  const etag = headers['etag'];
  const validator = typeof etag === 'string' && !etag.startsWith('W/') ? etag : headers['last-modified'];
  await discard(partial);
  if (typeof validator !== 'string') return;
  await writeFile(`${partial}.json`, JSON.stringify({ url, validator } satisfies PartialState));
}

async function discard(partial: string): Promise<void> {
  await Promise.all([rm(partial, { force: true }), rm(`${partial}.json`, { force: true })]);
}
