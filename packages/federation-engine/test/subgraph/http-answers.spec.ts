import { afterEach, expect, test } from '@jest/globals';
import { ask, failureOf, mutation, operationOf } from './asking.js';
import { Opened } from './opened.js';
import { httpMessage, ok } from './raw-server.js';

const opened = new Opened();
afterEach(() => opened.close());

const answeredBy = (message: string, thenClose = false) =>
  opened.subgraph(({ socket }) => (thenClose ? socket.end(message) : socket.write(message)));

test('a query is sent as one JSON object with the headers of its call', async () => {
  const { server, subgraph } = await answeredBy(ok);
  const operation = operationOf('query Añb { n(a: "\\"") }', 'Añb');
  const headers = { 'x-request-id': 'r1', authorization: 'Bearer t' };
  await ask(subgraph, { operation, variables: '{"a":"ł"}', headers });
  const [request] = server.requests;
  expect(JSON.parse(request?.body ?? '')).toEqual({
    query: operation.text,
    operationName: 'Añb',
    variables: { a: 'ł' },
  });
  expect(request?.headers.get('content-type')).toBe('application/json');
  expect(request?.headers.get('x-request-id')).toBe('r1');
  expect(request?.headers.get('authorization')).toBe('Bearer t');
});

test('answers come one after another over one kept connection', async () => {
  const { server, subgraph } = await answeredBy(ok);
  for (let asked = 0; asked < 5; asked++) {
    expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
    await new Promise(setImmediate);
  }
  expect(server.requests.map(({ numberOnConnection }) => numberOnConnection)).toEqual([1, 2, 3, 4, 5]);
});

test('letters beyond ASCII arrive whole, even split between packets', async () => {
  const message = Buffer.from(httpMessage('{"data":{"name":"Łódź – 日本 🏔"}}'));
  const { subgraph } = await opened.subgraph(({ socket }) => {
    const send = (at: number): void => {
      socket.write(message.subarray(at, at + 7));
      if (at + 7 < message.length) setTimeout(send, 1, at + 7);
    };
    socket.setNoDelay(true);
    send(0);
  });
  expect((await ask(subgraph)).data).toEqual({ name: 'Łódź – 日本 🏔' });
});

test('bytes that are not UTF-8 are shown as such and fail nothing', async () => {
  const { subgraph } = await opened.subgraph(({ socket }) => {
    const body = Buffer.from('{"data":{"n":"a?"}}');
    body[body.indexOf('?')] = 0xff;
    socket.write(httpMessage('', { contentLength: body.length }));
    socket.write(body);
  });
  expect((await ask(subgraph)).data).toEqual({ n: 'a\ufffd' });
});

test('keys such as __proto__ stay keys', async () => {
  const { subgraph } = await answeredBy(
    httpMessage('{"data":{"__proto__":{"polluted":1},"constructor":{"prototype":2}}}'),
  );
  const { data } = await ask(subgraph);
  expect(Object.keys(data ?? {})).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test.each(['200 OK', '400 Bad Request', '500 Internal Server Error', '503 Service Unavailable'])(
  'errors in the form of GraphQL are an answer with status %s',
  async (status) => {
    const body = '{"errors":[{"message":"no","path":["a",0],"locations":[],"extensions":{"code":"X"}}]}';
    const { server, subgraph } = await answeredBy(httpMessage(body, { status }));
    const answer = await ask(subgraph);
    expect(answer.data).toBeNull();
    expect(answer.errors).toEqual([{ message: 'no', path: ['a', 0], extensions: { code: 'X' } }]);
    expect(server.requests).toHaveLength(1);
  },
);

const html = '<html><body>It works!</body></html>';
test.each([
  ['HTML with 200', httpMessage(html, { type: 'text/html' })],
  ['HTML with 500', httpMessage(html, { type: 'text/html', status: '500 Internal Server Error' })],
  ['half an answer', httpMessage('{"data":{"n":')],
  ['an empty body', httpMessage('')],
  ['no content', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ['a list', httpMessage('[{"data":{}}]')],
  ['neither data nor errors', httpMessage('{"data":null,"errors":[]}')],
  ['a content-length that is too short', httpMessage('{"data":{"n":1}}', { contentLength: 5 })],
  ['something that is not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
])('%s is not GraphQL, and the next answer is read as if nothing had been', async (_what, message) => {
  const { server, subgraph } = await opened.subgraph(({ socket, number }) =>
    socket.write(number === 1 ? message : ok),
  );
  expect(await failureOf(ask(subgraph))).toMatchObject({ reason: 'not GraphQL', subgraph: 'numbers' });
  expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
  expect(server.requests).toHaveLength(2);
  expect(subgraph.stats().failures).toEqual({ 'not GraphQL': 1 });
});

test('half an answer up to where the connection ends is not GraphQL', async () => {
  const { subgraph } = await answeredBy('HTTP/1.1 200 OK\r\n\r\n{"data":{"n"', true);
  expect((await failureOf(ask(subgraph))).reason).toBe('not GraphQL');
});

test.each([
  ['a content-length that is too long', httpMessage('{"data":{"n":1}}', { contentLength: 500 })],
  [
    'a chunked body without its end',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n{"data":\r\n',
  ],
])('%s is cut off', async (_what, message) => {
  const { subgraph } = await answeredBy(message, true);
  expect((await failureOf(ask(subgraph, { operation: mutation }))).reason).toBe('cut off');
});

test('headers that never end are too large', async () => {
  const { subgraph } = await opened.subgraph(({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write(`x-filler: ${'x'.repeat(4_000)}\r\n`), 1);
    socket.on('close', () => clearInterval(timer));
  });
  expect((await failureOf(ask(subgraph))).reason).toBe('too large');
});

test('an answer of 25 MB is refused as soon as it is too large', async () => {
  let sent = 0;
  const { server, subgraph } = await opened.subgraph(({ socket }) => {
    const chunk = Buffer.alloc(64_000, 'x');
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 25000000\r\n\r\n{"data":{"s":"');
    const more = (): void => {
      while (!socket.destroyed && sent < 25_000_000) {
        sent += chunk.length;
        if (!socket.write(chunk)) return void socket.once('drain', more);
      }
    };
    more();
  }, { maxAnswerBytes: 1_000_000 }); // prettier-ignore
  const answers = await Promise.all(Array.from({ length: 3 }, () => failureOf(ask(subgraph))));
  expect(answers.map(({ reason }) => reason)).toEqual(['too large', 'too large', 'too large']);
  expect(sent).toBeLessThan(25_000_000); // of three answers together: what the sockets' buffers took, and no more
  expect(server.requests).toHaveLength(3);
});

test('how long an answer holds is read from its header, and before that from its extensions', async () => {
  const headers = ['Cache-Control: max-age=30, public'];
  const bodies = ['{"data":{}}', '{"data":{},"extensions":{"cacheControl":"max-age=5, private","x":1}}'];
  const { subgraph } = await opened.subgraph(({ socket, number }) =>
    socket.write(httpMessage(bodies[number - 1] ?? '{"data":{}}', number < 3 ? { headers } : {})),
  );
  expect((await ask(subgraph)).cacheControl).toBe('max-age=30, public');
  expect(await ask(subgraph)).toMatchObject({ cacheControl: 'max-age=5, private', extensions: { x: 1 } });
  expect((await ask(subgraph)).cacheControl).toBeUndefined();
});
