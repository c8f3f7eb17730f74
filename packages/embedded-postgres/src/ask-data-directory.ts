import { connect } from 'node:net';

/** Where a server listens: a socket directory or a host name, as `pg` takes it, and the port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const protocolVersion = 196_608; // 3.0

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function withLength(body: Buffer, type = ''): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

function startup(): Buffer {
  const version = Buffer.alloc(4);
  version.writeInt32BE(protocolVersion);
  const settings = ['user', 'postgres', 'database', 'postgres', ''].map(text);
  return withLength(Buffer.concat([version, ...settings]));
}

/** Cuts complete messages off the front of `received`. */
function* messagesIn(received: Buffer): Generator<{ type: string; body: Buffer; end: number }> {
  let at = 0;
  while (received.length >= at + 5) {
    const end = at + 1 + received.readInt32BE(at + 1);
    if (received.length < end) return;
    yield { type: String.fromCharCode(received[at] ?? 0), body: received.subarray(at + 5, end), end };
    at = end;
  }
}

/**
 * Asks the server at an address for its data directory, as the sure sign that it answers queries and whose it is.
 * Speaks the few words of PostgreSQL's protocol that this takes, so that the package needs no client library.
 * @returns undefined when it does not answer within the limit, refuses, or is something else.
 */
export function askDataDirectory({ host, port }: Address, limitMs: number): Promise<string | undefined> {
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  return new Promise((resolve) => {
    const end = (answer?: string): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(answer);
    };
    const limit = setTimeout(end, limitMs);
    let received: Buffer = Buffer.alloc(0);
    socket.on('connect', () => socket.write(startup()));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      let used = 0;
      for (const { type, body, end: next } of messagesIn(received)) {
        used = next;
        if (type === 'Z') socket.write(withLength(text('show data_directory'), 'Q'));
        if (type === 'D') return end(body.subarray(6).toString('utf8'));
        if (type === 'E') return end();
      }
      received = received.subarray(used);
    });
    socket.on('error', () => end());
    socket.on('close', () => end());
  });
}
