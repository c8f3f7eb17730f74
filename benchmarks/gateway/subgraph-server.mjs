/**
 * A subgraph that costs next to nothing, so that it takes no time from the gateways on the same machine: HTTP/1.1 read
 * straight from the socket, and answers remembered by the body that asked for them.
 */
import { createServer } from 'node:net';

const maxRemembered = 20_000;
const headEnd = Buffer.from('\r\n\r\n');

const answerText = (body, cacheControl) => {
  const header = cacheControl ? `cache-control: ${cacheControl}\r\n` : '';
  return Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n${header}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};

/** The body sent in chunks, and where it ends; nothing while a part is missing. */
function readChunked(buffer, start) {
  const parts = [];
  for (let at = start; ;) {
    const lineEnd = buffer.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(buffer.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + size;
    if (buffer.length < end + 2) return undefined;
    if (size === 0) return { body: Buffer.concat(parts).toString(), end: end + 2 };
    parts.push(buffer.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}

/** The first request in the buffer and where it ends; nothing while a part is missing. */
function readRequest(buffer) {
  const headLength = buffer.indexOf(headEnd);
  if (headLength < 0) return undefined;
  const head = buffer.latin1Slice(0, headLength);
  const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/'));
  const start = headLength + 4;
  if (/^transfer-encoding: *chunked/im.test(head)) {
    const read = readChunked(buffer, start);
    return read && { path, ...read };
  }
  const end = start + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return buffer.length < end ? undefined : { path, body: buffer.utf8Slice(start, end), end };
}

function createMemory() {
  const entries = new Map();
  return {
    get: (key) => entries.get(key),
    keep: (key, value) => {
      if (entries.size >= maxRemembered) entries.delete(entries.keys().next().value);
      entries.set(key, value);
      return value;
    },
  };
}

function createAnswers(execute) {
  const messages = createMemory(); // by path and body, ready to be sent
  const elements = createMemory(); // JSON texts by the request's, for those that come in arrays
  const executeToText = async (request) => JSON.stringify(await execute(request));
  const answerElement = async (request) => {
    const { query, operationName, variables } = request; // not the extensions: they name the client's request
    const key = JSON.stringify([query, operationName, variables]);
    return elements.get(key) ?? elements.keep(key, await executeToText(request));
  };
  const answerBody = async (body, answerOne) => {
    const asked = JSON.parse(body);
    if (!Array.isArray(asked)) return executeToText(asked);
    return `[${(await Promise.all(asked.map(answerOne))).join(',')}]`;
  };
  /** The bytes to send: at once when they are remembered. */
  return ({ path, body }) => {
    if (path.startsWith('/health')) return answerText('{"status":"ready","dataVersion":"1"}');
    if (path.startsWith('/fresh/')) return answerBody(body, executeToText).then((text) => answerText(text));
    const cacheControl = path.startsWith('/cacheable/') ? 'public, max-age=3600' : undefined;
    if (body.startsWith('['))
      return answerBody(body, answerElement).then((text) => answerText(text, cacheControl));
    const key = cacheControl ? `${cacheControl} ${body}` : body;
    return (
      messages.get(key) ??
      answerBody(body, answerElement).then((text) => messages.keep(key, answerText(text, cacheControl)))
    );
  };
}

function serveSocket(socket, answer) {
  let rest;
  let queue; // answers that are still being made, so that none overtakes another
  const send = (bytes) => {
    if (!queue && !(bytes instanceof Promise)) return socket.write(bytes);
    queue = Promise.all([bytes, queue]).then(([done]) => void socket.write(done));
    queue.catch((error) => {
      process.stderr.write(`a subgraph cannot answer: ${error.stack}\n`);
      socket.destroy();
    });
  };
  socket.setNoDelay();
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    let buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
    for (let request; buffer.length > 0 && (request = readRequest(buffer));) {
      send(answer(request));
      buffer = buffer.subarray(request.end);
    }
    rest = buffer.length > 0 ? buffer : undefined;
  });
}

/**
 * Serves one service at a free port of loopback: `/graphql`, `/fresh/graphql` (executed each time) and
 * `/cacheable/graphql` (with a `Cache-Control`).
 * @returns the port
 */
export function serveSubgraph(execute) {
  const answer = createAnswers(execute);
  const server = createServer((socket) => serveSocket(socket, answer));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', 1_024, () => resolve(server.address().port));
  });
}
