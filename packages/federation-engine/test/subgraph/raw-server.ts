import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface RawRequest {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  readonly socket: Socket;
  /** Counts from 1 over the server. */
  readonly number: number;
  /** Counts from 1 over its connection. */
  readonly numberOnConnection: number;
}

export interface RawServer {
  readonly url: string;
  readonly requests: readonly RawRequest[];
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

/** The first whole request in what a socket brought so far, and how many bytes it took. */
function readRequest(
  bytes: Buffer,
): { headers: Map<string, string>; body: string; length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const lines = bytes.subarray(0, end).toString('latin1').split('\r\n').slice(1);
  const headers = new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const length = end + 4 + Number(headers.get('content-length') ?? 0);
  return bytes.length < length
    ? undefined
    : { headers, length, body: bytes.subarray(end + 4, length).toString() };
}

/** A server on a bare socket, which may answer whatever it likes. */
export async function openRawServer(answer: (request: RawRequest) => void): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let bytes = Buffer.alloc(0);
    let numberOnConnection = 0;
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let read = readRequest(bytes); read; read = readRequest(bytes)) {
        bytes = bytes.subarray(read.length);
        numberOnConnection++;
        const { headers, body } = read;
        const request = { headers, body, socket, number: requests.length + 1, numberOnConnection };
        requests.push(request);
        answer(request);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export interface HttpMessage {
  readonly status?: string;
  readonly type?: string;
  readonly headers?: readonly string[];
  /** What the header says, when it lies. */
  readonly contentLength?: number;
}

export const httpMessage = (body: string, options: HttpMessage = {}): string =>
  [
    `HTTP/1.1 ${options.status ?? '200 OK'}`,
    `content-type: ${options.type ?? 'application/json'}`,
    `content-length: ${options.contentLength ?? Buffer.byteLength(body)}`,
    ...(options.headers ?? []),
    '',
    body,
  ].join('\r\n');

export const ok = httpMessage('{"data":{"n":1}}');
