import { request as httpRequest, Agent, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HttpService, LocalService, openTestGateway, eventually } from './library-graph.js';
import type { GatewayConfig } from '../src/index.js';

const query = '{ authors { name books { title } } }';
const json = { 'content-type': 'application/json' };
const opened: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function open(env: Readonly<Record<string, string>> = {}) {
  const [authors, books] = [new LocalService('authors'), new LocalService('books')];
  const gateway = await openTestGateway({ authors, books }, env);
  opened.push(() => gateway.close());
  return { authors, books, url: (await gateway.listen()).url };
}

interface Sent {
  readonly body: string | Buffer | readonly (string | Buffer)[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
}

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly localPort: number | undefined;
}

/** Sends a body, in as many pieces as it is given in, of a length that is said. */
const send = (url: string, { body, headers = json, agent }: Sent): Promise<Got> =>
  new Promise((resolve, reject) => {
    const pieces = [body].flat().map((piece) => Buffer.from(piece as string));
    const length = { 'content-length': Buffer.concat(pieces).length };
    const request = httpRequest(url, { method: 'POST', headers: { ...length, ...headers }, agent });
    request.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          localPort: request.socket?.localPort,
        }),
      );
    });
    void (async () => {
      for (const piece of pieces) {
        request.write(piece);
        if (pieces.length > 1) await delay(1);
      }
      request.end();
    })();
  });

const asked = (text = query, more: object = {}) => JSON.stringify({ query: text, ...more });
/** All of an answer but for what says when it was given. */
const comparable = ({ status, headers: { date: _, ...headers }, text }: Got) => ({ status, headers, text });
const withId = { ...json, 'x-request-id': 'same' };

describe('an operation that is known', () => {
  it.each([
    [query, {}],
    ['query A($id: ID!) { author(id: $id) { name } }', { variables: { id: 'a1' } }],
    ['{ authors { name } secret }', {}],
    ['{ __proto__: authors { name } }', {}],
    ['query A { authors { id } } query B { books { id } }', { operationName: 'B' }],
    ['mutation { rename(id: "a1", name: "Adele") { name } }', {}],
  ])('is answered the second time as the first, byte for byte: %s', async (text, more) => {
    const { url } = await open();
    const sent = { body: asked(text, more), headers: withId };
    const first = await send(url, sent);
    expect(first.status).toBe(200);
    expect(first.headers['x-request-id']).toBe('same');
    for (const headers of [withId, { ...withId, accept: 'application/json' }])
      expect(comparable(await send(url, { ...sent, headers }))).toEqual(comparable(first));
  });

  it('is answered in the media type that is asked for', async () => {
    const { url } = await open();
    const headers = { ...withId, accept: 'application/graphql-response+json' };
    const [first, second] = [
      await send(url, { body: asked(), headers }),
      await send(url, { body: asked(), headers }),
    ];
    expect(second.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(comparable(second)).toEqual(comparable(first));
  });

  it('goes the whole way when a page asks, and is answered for its origin', async () => {
    const { url } = await open();
    const origin = 'http://localhost:5173';
    for (let time = 0; time < 2; time++) {
      await send(url, { body: asked() });
      const { headers, status } = await send(url, { body: asked(), headers: { ...json, origin } });
      expect([status, headers['access-control-allow-origin']]).toEqual([200, origin]);
      const { headers: others } = await send(url, {
        body: asked(),
        headers: { ...json, origin: 'http://a.test' },
      });
      expect(others['access-control-allow-origin']).toBeUndefined();
      expect(others.vary).toBe(headers.vary);
    }
  });

  it('may come in many small pieces', async () => {
    const { url } = await open();
    const body = asked(
      'query A($id: ID!, $no: ID = "ü€😀") { author(id: $id) { name } no: author(id: $no) { id } }',
      {
        variables: { id: 'a2', no: '😀' },
      },
    );
    const pieces = [...Buffer.from(body)].map((byte) => Buffer.from([byte]));
    const first = await send(url, { body, headers: withId });
    expect(comparable(await send(url, { body: pieces, headers: withId }))).toEqual(comparable(first));
  });
});

describe('a request that is not plain', () => {
  const bytes = Buffer.from(asked());
  const cases: readonly (readonly [string, Sent, number])[] = [
    ['with a body over the limit', { body: asked(query, { extensions: { a: 'x'.repeat(2_000) } }) }, 413],
    [
      'with bytes that are not UTF-8',
      { body: Buffer.concat([bytes.subarray(0, 12), Buffer.from([0xff]), bytes]) },
      400,
    ],
    ['that is no JSON', { body: asked().slice(0, -1) }, 400],
    ['with nothing in it', { body: '' }, 400],
    ['that is null', { body: 'null' }, 400],
    ['that is a list', { body: `[${asked()}]` }, 400],
    ['with __proto__', { body: `{"query":${JSON.stringify(query)},"variables":{"__proto__":{"a":1}}}` }, 400],
    [
      'with an escaped __proto__',
      { body: `{"query":${JSON.stringify(query)},"variables":{"\\u005f_proto__":{}}}` },
      400,
    ],
    ['with a prototype', { body: asked(query, { variables: { constructor: { prototype: {} } } }) }, 400],
    ['with variables that are a list', { body: asked(query, { variables: [] }) }, 400],
    ['with an operation’s name that is none', { body: asked(query, { operationName: 1 }) }, 400],
    ['with an operation it has not', { body: asked(query, { operationName: 'B' }) }, 400],
    ['with an extension', { body: asked(query, { extensions: {} }) }, 200],
    ['that is compressed', { body: gzipSync(asked()), headers: { 'content-encoding': 'gzip' } }, 415],
    [
      'in UTF-8 and saying so',
      { body: asked(), headers: { 'content-type': 'application/json; charset="UTF-8"' } },
      200,
    ],
    [
      'in another charset',
      { body: asked(), headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
    ],
    ['of another type', { body: asked(), headers: { 'content-type': 'text/plain' } }, 415],
    ['that wants another type', { body: asked(), headers: { accept: 'text/csv' } }, 406],
    ['with a mark of its byte order', { body: `\ufeff${asked()}` }, 200],
  ];

  it.each(cases)('is answered as before the operation was known: %s', async (_name, sent, status) => {
    const { url } = await open({ MAX_BODY_BYTES: '1000' });
    const whole = { ...sent, headers: { ...withId, ...sent.headers } };
    const before = await send(url, whole);
    expect((await send(url, { body: asked() })).status).toBe(200);
    expect((await send(url, { body: asked() })).status).toBe(200);
    expect(before.status).toBe(status);
    expect(comparable(await send(url, whole))).toEqual(comparable(before));
  });
});

describe('a connection', () => {
  it('takes known, unknown and invalid operations in turn', async () => {
    const { url } = await open();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    opened.push(() => agent.destroy());
    await send(url, { body: asked() });
    const ports = new Set<number | undefined>();
    for (let turn = 0; turn < 5; turn++)
      for (const [body, status] of [
        [asked(), 200],
        [asked(`{ n${turn}: __typename }`), 200],
        [asked('{ nothing }'), 400],
      ] as const) {
        const got = await send(url, { body, agent });
        expect(got.status).toBe(status);
        ports.add(got.localPort);
      }
    expect(ports.size).toBe(1);
  });

  it.each([0, 1])('that breaks off ends the fetches from subgraphs, after %i answers', async (answers) => {
    const [authors, books] = await Promise.all([
      new HttpService('authors').start(),
      new HttpService('books').start(),
    ]);
    opened.push(() => Promise.all([authors.stop(), books.stop()]));
    const env = { SUBGRAPH_TIMEOUT_MS: '8000', SUBGRAPH_POLL_MS: '60000' };
    const gateway = await openTestGateway({ authors: authors.target, books: books.target }, env);
    opened.push(() => gateway.close());
    const { url } = await gateway.listen();
    for (let count = 0; count < answers; count++) await send(url, { body: asked() });
    let [reached, brokenOff] = [0, 0];
    authors.fault = (response) => {
      reached++;
      response.once('close', () => brokenOff++);
    };
    const request = httpRequest(url, {
      method: 'POST',
      headers: { ...json, 'content-length': asked().length },
    });
    request.on('error', () => {}).end(asked());
    await eventually(
      async () => reached,
      (count) => count === 1,
    );
    expect(brokenOff).toBe(0);
    request.destroy();
    await eventually(
      async () => brokenOff,
      (count) => count === 1,
    );
    authors.fault = undefined;
    expect((await send(url, { body: asked() })).status).toBe(200);
  });

  it('that breaks off in the middle of a body harms nobody else', async () => {
    const { url } = await open();
    await send(url, { body: asked() });
    for (let time = 0; time < 3; time++) {
      const request = httpRequest(url, { method: 'POST', headers: { ...json, 'content-length': 500 } });
      request.on('error', () => {}).write(asked());
      await delay(20);
      request.destroy();
    }
    expect((await send(url, { body: asked() })).status).toBe(200);
  });
});

describe('Apollo’s own engine', () => {
  it('answers the same data', async () => {
    const engines: readonly GatewayConfig['engine'][] = ['own', 'stock'];
    const [own, stock] = await Promise.all(engines.map((ENGINE) => open({ ENGINE })));
    for (let time = 0; time < 2; time++)
      for (const text of [
        query,
        '{ author(id: "none") { name } }',
        '{ __proto__: authors { id } }',
        '{ secret }',
      ]) {
        const [mine, theirs] = await Promise.all(
          [own, stock].map((each) => send(each?.url ?? '', { body: asked(text), headers: withId })),
        );
        expect(JSON.parse(mine?.text ?? '').data).toEqual(JSON.parse(theirs?.text ?? '').data);
        expect(mine?.status).toBe(theirs?.status);
      }
  });
});
