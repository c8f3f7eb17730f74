import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse, attempt: number) => void;

export interface FileServer {
  readonly origin: string;
  /** The range header of every request so far, "" where there was none. */
  readonly ranges: readonly string[];
  close(): Promise<void>;
}

/** A real HTTP server on loopback; `attempt` counts the requests from 1. */
export async function serveFiles(answer: Answer): Promise<FileServer> {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? '');
    answer(request, response, ranges.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Sends `content`, or the part that is asked for unless `If-Range` names another version than is served. */
export function sendWithRanges(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  etag = '"v1"',
): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isPart = start > 0 && [etag, undefined].includes(request.headers['if-range'] as string | undefined);
  const body = isPart ? content.subarray(start) : content;
  const range = `bytes ${start}-${content.length - 1}/${content.length}`;
  response.writeHead(isPart ? 206 : 200, {
    etag,
    'content-length': body.length,
    ...(isPart && { 'content-range': range }),
  });
  response.end(body);
}

/** Sends the first bytes of `content` and then cuts the connection. */
export function sendAndCut(response: ServerResponse, content: Buffer, bytes: number, etag = '"v1"'): void {
  response.writeHead(200, { etag, 'content-length': content.length });
  response.write(content.subarray(0, bytes), () => setTimeout(() => response.destroy(), 50));
}
