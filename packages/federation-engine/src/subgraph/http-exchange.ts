import type { Dispatcher } from 'undici';

/** What became of a request: one of the two is called once, and none after the exchange was cancelled. Neither throws. */
export interface Receiver {
  received(response: HttpResponse): void;
  /** @param wasSent false when the request certainly did not reach the server */
  broke(error: Error, wasSent: boolean): void;
}

export interface HttpResponse {
  readonly status: number;
  readonly body: readonly Buffer[];
  readonly cacheControl: string | undefined;
}

const cancelled = new Error('cancelled');

/** The value of a header among raw ones, names and values in turn. */
function findCacheControl(headers: readonly Buffer[]): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index];
    if (name?.length !== 13) continue; // spares nearly every name its decoding
    if (name.toString('latin1').toLowerCase() === 'cache-control')
      return headers[index + 1]?.toString('latin1');
  }
  return undefined;
}

/**
 * One HTTP request and its response. undici calls these methods; this older form of its handlers is the one it works
 * with inside, the newer one would be wrapped and its headers parsed for every response.
 */
export class HttpExchange implements Dispatcher.DispatchHandler {
  private isCancelled = false;
  private abort: ((error: Error) => void) | undefined;
  private status = 0;
  private cacheControl: string | undefined;
  private readonly chunks: Buffer[] = [];

  constructor(private readonly receiver: Receiver) {}

  cancel(): void {
    this.isCancelled = true;
    this.abort?.(cancelled);
  }

  onConnect(abort: (error?: Error) => void): void {
    if (this.isCancelled) throw cancelled; // to abort would cost a connection on which nothing was sent yet
    this.abort = abort;
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    this.status = status;
    this.cacheControl = findCacheControl(headers);
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    if (this.isCancelled) return;
    this.receiver.received({ status: this.status, body: this.chunks, cacheControl: this.cacheControl });
  }

  onError(error: Error): void {
    if (!this.isCancelled) this.receiver.broke(error, this.abort !== undefined);
  }
}
