import { Agent, request, type Dispatcher } from 'undici';
import { isPrivateAddress, lookUpPublic } from './private-address.js';

/** Limits of every download. Defaults in brackets. */
export interface DownloadLimits {
  /** Time to open a connection, in milliseconds (10,000). */
  readonly connectTimeoutMs: number;
  /** Longest silence, before the headers or between two pieces of the body, in milliseconds (30,000). */
  readonly idleTimeoutMs: number;
  /** How often one file is tried in all (5). */
  readonly attempts: number;
  /** Pause before the second attempt, in milliseconds; it doubles each time (500). */
  readonly retryDelayMs: number;
  /** How many redirects one request follows (5). */
  readonly redirects: number;
  /** Largest file taken when the catalogue knows no size, in bytes (2 GiB). */
  readonly maxBytes: number;
  /** Whether addresses of this machine and of networks of one's own are allowed, by plain http too (false). */
  readonly allowPrivate: boolean;
}

const DEFAULT_LIMITS: DownloadLimits = {
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 30_000,
  attempts: 5,
  retryDelayMs: 500,
  redirects: 5,
  maxBytes: 2 * 1024 ** 3,
  allowPrivate: false,
};

/** Why a download failed, and whether trying again could help. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  constructor(
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Connections that are kept between a data set's downloads, and their limits. */
export interface Downloader {
  readonly agent: Dispatcher;
  readonly limits: DownloadLimits;
}

export function openDownloader(limits: Partial<DownloadLimits> = {}): Downloader {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const agent = new Agent({
    connect: { timeout: all.connectTimeoutMs, ...(!all.allowPrivate && { lookup: lookUpPublic }) },
    headersTimeout: all.idleTimeoutMs,
    bodyTimeout: all.idleTimeoutMs,
  });
  return { agent, limits: all };
}

export async function closeDownloader({ agent }: Downloader): Promise<void> {
  await agent.destroy();
}

/**
 * Asks for an address and follows its redirects.
 * @returns the first response that is no redirect; its body must be read or destroyed
 * @throws DownloadError for an address that is not https or is private, too many redirects, or a connection that fails
 */
export async function requestFile(
  { agent, limits }: Downloader,
  address: string,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  let url = address;
  for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
    checkAddress(url, limits);
    const response = await send(agent, url, headers, signal);
    const location = response.statusCode >= 300 && response.statusCode < 400 && response.headers['location'];
    if (!location) return response;
    response.body.on('error', () => undefined).destroy();
    url = new URL(String(location), url).href;
  }
  throw new DownloadError(`${address} redirects more than ${limits.redirects} times`, false);
}

async function send(agent: Dispatcher, url: string, headers: Record<string, string>, signal?: AbortSignal) {
  try {
    return await request(url, {
      dispatcher: agent,
      headers: { 'user-agent': 'corridor-import', 'accept-encoding': 'identity', ...headers },
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new DownloadError(`${url} cannot be reached: ${describeFailure(error)}`, true, { cause: error });
  }
}

/** Names are checked when they are looked up; an address that is written out is not looked up. */
function checkAddress(url: string, { allowPrivate }: DownloadLimits): void {
  const { protocol, hostname } = new URL(url);
  const isPrivate = hostname === 'localhost' || isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
  if (allowPrivate && isPrivate && protocol === 'http:') return;
  if (protocol !== 'https:')
    throw new DownloadError(`${url} is refused: only https addresses are downloaded`, false);
  if (!allowPrivate && isPrivate)
    throw new DownloadError(`${url} is refused: it is a private address`, false);
}

/** undici's messages are short ("terminated"), the code or the cause says more. */
export function describeFailure(error: unknown): string {
  const { message, code, cause } = error as { message?: string; code?: string; cause?: { message?: string } };
  return [message, code, cause?.message].filter((part) => part).join(', ') || 'connection failed';
}
