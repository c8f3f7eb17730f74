import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ApolloServer } from '@apollo/server';
import { createLogger } from '@corridor/config';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  serveGraphql,
  type GraphqlHttpOptions,
  type GraphqlHttpServer,
  type HttpAnswer,
} from '../src/index.js';

interface Context {
  readonly requestId: string;
}

const started: { readonly apollo: ApolloServer<Context>; readonly http: GraphqlHttpServer }[] = [];
let release = () => undefined as void;

async function serve(options: Partial<GraphqlHttpOptions<Context>> = {}): Promise<GraphqlHttpServer> {
  const apollo = new ApolloServer<Context>({
    typeDefs: 'type Query { id: String! echo(text: String): String slow: String }',
    resolvers: {
      Query: {
        id: (_parent: unknown, _args: unknown, { requestId }: Context) => requestId,
        echo: (_parent: unknown, { text }: { text: string }) => text,
        slow: () => new Promise((resolve) => (release = () => resolve('done'))),
      },
    },
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const http = await serveGraphql({
    server: apollo,
    createContext: (_request, requestId) => ({ requestId }),
    host: '127.0.0.1',
    port: 0,
    maxBodyBytes: 1_000,
    readiness: async () => ({ ready: true, detail: 7 }),
    logger: createLogger('test', 'silent'),
    ...options,
  });
  started.push({ apollo, http });
  return http;
}

async function closeAll(): Promise<void> {
  for (const { apollo, http } of started.splice(0)) {
    await http.close();
    await apollo.stop();
  }
}

const json = { 'content-type': 'application/json' };
type Body = Uint8Array<ArrayBuffer> | string;
const send = async (url: string, body: Body, headers: Readonly<Record<string, string>> = json) => {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const query = (text: string) => JSON.stringify({ query: text });

describe('a request’s id', () => {
  afterEach(closeAll);

  it('is the one that came, if it is harmless, and a new one otherwise', async () => {
    const { url } = await serve();
    const mine = await send(url, query('{ id }'), { ...json, 'x-request-id': 'abc-1' });
    expect(mine.headers.get('x-request-id')).toBe('abc-1');
    expect(JSON.parse(mine.text)).toEqual({ data: { id: 'abc-1' } });
    for (const bad of ['a*/ drop', 'x'.repeat(65), '1;2'])
      expect(
        (await send(url, query('{ id }'), { ...json, 'x-request-id': bad })).headers.get('x-request-id'),
      ).toMatch(/^[\da-f-]{36}$/);
  });

  it('is on every answer, whatever it says', async () => {
    const { url } = await serve();
    const answers = await Promise.all([
      send(url, '{'),
      send(url, 'x'.repeat(2_000)),
      fetch(new URL('/nowhere', url)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 413, 404]);
    for (const { headers } of answers) expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('a request body', () => {
  let url: string;
  beforeAll(async () => ({ url } = await serve()));
  afterAll(closeAll);

  it.each([
    ['JSON that is cut off', '{"query":', json, 400],
    ['nothing', '', json, 400],
    ['bytes that are not UTF-8', Buffer.from(query('{ echo(text: "\xff\xfe") }'), 'latin1'), json, 400],
    ['JSON that is no object', '7', json, 400],
    ['text', query('{ id }'), { 'content-type': 'text/plain' }, 415],
    ['a form', 'query={id}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no type', query('{ id }'), { 'content-type': '' }, 415],
    ['a type that is none', query('{ id }'), { 'content-type': ';;;' }, 415],
    ['UTF-16', query('{ id }'), { 'content-type': 'application/json; charset=utf-16le' }, 415],
    ['gzip', gzipSync(query('{ id }')), { ...json, 'content-encoding': 'gzip' }, 415],
    [
      'gzip that grows a thousandfold',
      gzipSync(' '.repeat(500_000)),
      { ...json, 'content-encoding': 'gzip' },
      415,
    ],
  ] as const)('of %s is refused, as GraphQL says no', async (_what, body, headers, status) => {
    const answer = await send(url, body, headers);
    expect(answer.status).toBe(status);
    const { errors } = JSON.parse(answer.text) as {
      errors: { message: string; extensions: { code: string } }[];
    };
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions.code).toBe('BAD_REQUEST');
    expect(answer.text).not.toMatch(/node_modules|fastify|FST_/i);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'of type %s is taken',
    async (type) => {
      const { text } = await send(url, query('{ echo(text: "é ثقة") }'), { 'content-type': type });
      expect(JSON.parse(text)).toEqual({ data: { echo: 'é ثقة' } });
    },
  );

  it('over the limit is refused with the limit and its variable, before it has come', async () => {
    const answer = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
      const asked = httpRequest(
        url,
        { method: 'POST', headers: { ...json, 'content-length': 10_000_000 } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve({ status: response.statusCode, text }));
        },
      );
      asked.on('error', reject);
      asked.write('{"query":"');
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('1000 bytes (MAX_BODY_BYTES)');
  });

  it('of endless chunks is cut off at the limit', async () => {
    const sent = await new Promise<number>((resolve) => {
      let count = 0;
      const asked = httpRequest(url, { method: 'POST', headers: json }, (response) => {
        expect(response.statusCode).toBe(413);
        stop();
      });
      const timer = setInterval(() => asked.write('x'.repeat(400)) && count++, 5);
      const stop = () => {
        clearInterval(timer);
        asked.destroy();
        resolve(count);
      };
      asked.on('error', stop);
    });
    expect(sent).toBeLessThan(20);
  });
});

describe('other paths and methods', () => {
  let url: string;
  beforeAll(async () => ({ url } = await serve()));
  afterAll(closeAll);

  it.each(['PUT', 'PATCH', 'DELETE'])('%s is answered with 405 and what is allowed', async (method) => {
    const response = await fetch(url, { method, headers: json, body: query('{ id }') });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
  });

  it('elsewhere there is nothing', async () => {
    const response = await fetch(new URL('/admin', url));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [{ message: 'Nothing here; the graph is at /graphql.', extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('what is no HTTP at all is answered with 400 and the connection closed', async () => {
    const { port } = new URL(url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\u0000\u0000 nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('no page may call unless it is let in', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...json, origin: 'https://example.org' },
      body: query('{ id }'),
    });
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('health', () => {
  afterEach(closeAll);

  it('says what the process says of itself', async () => {
    let ready = true;
    const { url } = await serve({ readiness: async () => ({ ready, detail: 7 }) });
    const ask = async (path: string) => {
      const response = await fetch(new URL(path, url));
      return [response.status, await response.json()];
    };
    expect(await ask('/health/live')).toEqual([200, { status: 'live' }]);
    expect(await ask('/health/ready')).toEqual([200, { status: 'ready', detail: 7 }]);
    ready = false;
    expect(await ask('/health/ready')).toEqual([503, { status: 'not ready', detail: 7 }]);
    expect(await ask('/health/live')).toEqual([200, { status: 'live' }]);
  });
});

describe('whoever stands around', () => {
  afterEach(closeAll);

  it('may answer without executing, or add to the answer', async () => {
    const { url } = await serve({
      around: async (request, execute): Promise<HttpAnswer> => {
        if (request.headers.get('x-stop'))
          return { status: 299, headers: { 'x-by': 'around' }, body: 'stopped' };
        const { headers, ...answer } = await execute();
        return { ...answer, headers: { ...headers, 'x-method': request.method } };
      },
    });
    expect(await send(url, query('{ id }'), { ...json, 'x-stop': '1' })).toMatchObject({
      status: 299,
      text: 'stopped',
    });
    expect((await send(url, query('{ id }'))).headers.get('x-method')).toBe('POST');
  });

  it('may fail, and the client hears nothing of why', async () => {
    const { url } = await serve({ around: () => Promise.reject(new Error('SELECT secret FROM here')) });
    const { status, text } = await send(url, query('{ id }'));
    expect(status).toBe(500);
    expect(JSON.parse(text)).toEqual({
      errors: [{ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });
});

describe('closing', () => {
  it('lets what is under way end and takes nothing new', async () => {
    const http = await serve();
    const asked = send(http.url, query('{ slow }'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = closeAll();
    release();
    expect(JSON.parse((await asked).text)).toEqual({ data: { slow: 'done' } });
    await closed;
    await expect(fetch(http.url)).rejects.toThrow();
  });
});
