/** One kept connection that asks one thing at a time, straight on the socket: cheap, so that it takes no time from the gateway. */
import { connect } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('\r\n0\r\n\r\n');

/** The bytes of a POST of JSON to `url`. */
export function requestBytes(url, body) {
  const { host, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

export class Connection {
  #socket;
  #chunks = [];
  #received = 0;
  /** What the head said, once it is there: where the answer ends, or that its last chunk tells. */
  #head;
  #onAnswer;
  #onFailure;
  #ended = false;

  /** @param onFailure called once with why the connection cannot be used any more */
  constructor(url, onFailure) {
    const { hostname, port } = new URL(url);
    this.#onFailure = onFailure;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error(`${url} closed a connection`)));
  }

  /** @param onAnswer called with the length of the body in bytes and a function that reads the body */
  ask(bytes, onAnswer) {
    this.#onAnswer = onAnswer;
    this.#socket.write(bytes);
  }

  end() {
    this.#ended = true;
    this.#socket.destroy();
  }

  #fail(error) {
    if (this.#ended) return;
    this.end();
    this.#onFailure(error);
  }

  #take(chunk) {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (!this.#head && !this.#readHead()) return;
    const { end, bodyStart } = this.#head;
    if (end === undefined ? !this.#hasLastChunk(chunk) : this.#received < end) return;
    const chunks = this.#chunks;
    const length = this.#received - bodyStart;
    this.#chunks = [];
    this.#received = 0;
    this.#head = undefined;
    this.#onAnswer(length, () => readBody(Buffer.concat(chunks).subarray(bodyStart), end === undefined));
  }

  #readHead() {
    const buffer = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const at = buffer.indexOf(headEnd);
    if (at < 0) return false;
    const text = buffer.latin1Slice(0, at);
    if (!text.startsWith('HTTP/1.1 200')) {
      this.#fail(new Error(`answered ${buffer.latin1Slice(0, 600)}`));
      return false;
    }
    const length = /^content-length: *(\d+)/im.exec(text);
    const bodyStart = at + 4;
    this.#head = { bodyStart, end: length ? bodyStart + Number(length[1]) : undefined };
    return true;
  }

  #hasLastChunk(chunk) {
    if (chunk.length >= lastChunk.length) return chunk.subarray(-lastChunk.length).equals(lastChunk);
    return Buffer.concat(this.#chunks).subarray(-lastChunk.length).equals(lastChunk);
  }
}

function readBody(bytes, isChunked) {
  if (!isChunked) return bytes.toString();
  const parts = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.latin1Slice(at, lineEnd), 16);
    if (size === 0) return Buffer.concat(parts).toString();
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 4 + size;
  }
}

/** Asks once. */
export function askOnce(url, body) {
  return new Promise((resolve, reject) => {
    const connection = new Connection(url, reject);
    connection.ask(requestBytes(url, body), (length, readText) => {
      connection.end();
      resolve({ length, text: readText() });
    });
  });
}
