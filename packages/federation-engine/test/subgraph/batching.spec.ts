import { afterEach, expect, test } from '@jest/globals';
import { ClientCall } from '../../src/client-call.js';
import { ask, failureOf, mutation, operationOf, pause, until } from './asking.js';
import { Opened } from './opened.js';
import { httpMessage, ok, type RawRequest } from './raw-server.js';

const opened = new Opened();
afterEach(() => opened.close());

interface Element {
  readonly query: string;
  readonly extensions?: { readonly requestId: string };
}
const elementsOf = ({ body }: RawRequest): readonly Element[] => [JSON.parse(body)].flat() as Element[];

/** Answers every element with its own query. */
function echo(request: RawRequest): void {
  const answers = elementsOf(request).map(({ query }) => ({ data: { query } }));
  const isList = request.body.startsWith('[');
  request.socket.write(httpMessage(JSON.stringify(isList ? answers : answers[0])));
}

const asked = (text: string, headers = {}, call?: ClientCall) => ({
  operation: operationOf(text),
  headers,
  call,
});

test('queries of one turn go together, and each gets its own answer', async () => {
  const { server, subgraph } = await opened.subgraph(echo, { maxBatch: 20 });
  const texts = Array.from({ length: 45 }, (_, index) => `{ n${index} }`);
  const answers = await Promise.all(texts.map((text) => ask(subgraph, asked(text))));
  expect(answers.map(({ data }) => data?.['query'])).toEqual(texts);
  expect(server.requests.map((request) => elementsOf(request).length)).toEqual([20, 20, 5]);
  expect(subgraph.stats()).toMatchObject({ fetches: 45, requests: 3 });
});

test("different clients' queries go together when their headers are equal but for the request's id", async () => {
  const { server, subgraph } = await opened.subgraph(echo, { maxBatch: 20 });
  const me = { authorization: 'me' };
  await Promise.all([
    ask(subgraph, asked('{ a }', { ...me, 'x-request-id': 'r"1' })),
    ask(subgraph, asked('{ b }', { ...me, 'x-request-id': 'r2' })),
    ask(subgraph, asked('{ c }', { authorization: 'you', 'x-request-id': 'r3' })),
    ask(subgraph, asked('{ d }', me)),
  ]);
  const [together, alone] = server.requests;
  expect(elementsOf(together as RawRequest)).toEqual([
    { query: '{ a }', extensions: { requestId: 'r"1' } },
    { query: '{ b }', extensions: { requestId: 'r2' } },
    { query: '{ d }' },
  ]);
  expect(together?.headers.get('authorization')).toBe('me');
  expect(together?.headers.has('x-request-id')).toBe(false);
  expect(alone?.body).toBe('{"query":"{ c }"}');
  expect(alone?.headers.get('x-request-id')).toBe('r3');
});

test('queries asked in the turns of different arrivals of one poll go together', async () => {
  const { server, subgraph } = await opened.subgraph(echo, { maxBatch: 20 });
  const answers = await new Promise<Promise<unknown>[]>((resolve) => {
    const started: Promise<unknown>[] = [];
    // Each callback is followed by its microtasks, as with arrivals from sockets.
    for (const text of ['{ a }', '{ b }', '{ c }']) {
      setTimeout(() => {
        queueMicrotask(() => started.push(ask(subgraph, asked(text))));
        if (text === '{ c }') setImmediate(() => resolve(started));
      }, 5);
    }
  });
  await Promise.all(answers);
  expect(server.requests.map((request) => elementsOf(request).length)).toEqual([3]);
});

test('a mutation always goes alone', async () => {
  const { server, subgraph } = await opened.subgraph(echo, { maxBatch: 20 });
  await Promise.all([
    ask(subgraph, asked('{ a }')),
    ask(subgraph, { operation: mutation }),
    ask(subgraph, { operation: mutation }),
    ask(subgraph, asked('{ b }')),
  ]);
  const bodies = server.requests.map(({ body }) => body);
  expect(bodies.filter((body) => body.includes('mutation') && !body.startsWith('['))).toHaveLength(2);
  expect(bodies.filter((body) => body.startsWith('['))).toHaveLength(1);
});

test('one who leaves does not take the others along; when all have left the request is closed', async () => {
  const received: RawRequest[] = [];
  const { subgraph } = await opened.subgraph((request) => received.push(request), { maxBatch: 20 });
  const calls = [new ClientCall({}, 5_000), new ClientCall({}, 5_000)];
  const first = calls.map((call) => ask(subgraph, asked('{ a }', {}, call)));
  await until(() => received.length === 1);
  calls[0]?.cancel();
  echo(received[0] as RawRequest);
  expect((await failureOf(first[0] as Promise<never>)).reason).toBe('cancelled');
  expect((await first[1])?.data).toEqual({ query: '{ a }' });

  const later = [new ClientCall({}, 5_000), new ClientCall({}, 5_000)];
  const second = later.map((call) => failureOf(ask(subgraph, asked('{ b }', {}, call))));
  await until(() => received.length === 2);
  for (const call of later) call.cancel();
  await until(() => received[1]?.socket.destroyed === true);
  expect((await Promise.all(second)).map(({ reason }) => reason)).toEqual(['cancelled', 'cancelled']);
});

test('one who left before the turn was over is not sent', async () => {
  const { server, subgraph } = await opened.subgraph(echo, { maxBatch: 20 });
  const call = new ClientCall({}, 5_000);
  const left = failureOf(ask(subgraph, asked('{ a }', {}, call)));
  const stays = ask(subgraph, asked('{ b }'));
  call.cancel();
  expect((await stays).data).toEqual({ query: '{ b }' });
  expect((await left).reason).toBe('cancelled');
  expect(server.requests.map(({ body }) => body)).toEqual(['{"query":"{ b }"}']);
});

test('the deadline of each counts by itself', async () => {
  const { subgraph } = await opened.subgraph((request) => setTimeout(echo, 120, request), { maxBatch: 20 });
  const short = failureOf(ask(subgraph, asked('{ a }', {}, new ClientCall({}, 40))));
  const long = ask(subgraph, asked('{ b }'));
  expect((await short).reason).toBe('deadline');
  expect((await long).data).toEqual({ query: '{ b }' });
});

test.each([
  ['an object', ok],
  ['a list of another length', httpMessage('[{"data":{}}]')],
])('%s in answer to several fails them all', async (_what, message) => {
  const { subgraph } = await opened.subgraph(({ socket }) => socket.write(message), { maxBatch: 20 });
  const failures = await Promise.all(['{ a }', '{ b }'].map((text) => failureOf(ask(subgraph, asked(text)))));
  expect(failures.map(({ reason }) => reason)).toEqual(['not GraphQL', 'not GraphQL']);
});

test('one malformed element fails that fetch only, and each says for itself how long it holds', async () => {
  const message = httpMessage('[{"data":{},"extensions":{"cacheControl":"max-age=5"}},null,{"data":{}}]', {
    headers: ['cache-control: max-age=60'],
  });
  const { subgraph } = await opened.subgraph(({ socket }) => socket.write(message), { maxBatch: 20 });
  const [first, second, third] = ['{ a }', '{ b }', '{ c }'].map((text) => ask(subgraph, asked(text)));
  expect((await failureOf(second as Promise<never>)).reason).toBe('not GraphQL');
  expect((await first)?.cacheControl).toBe('max-age=5');
  expect((await third)?.cacheControl).toBeUndefined();
});

test('a batch that is cut off is sent once more with those who still wait, and counts as one failure', async () => {
  const call = new ClientCall({}, 5_000);
  const { server, subgraph } = await opened.subgraph(
    (request) => {
      if (request.number > 1) return echo(request);
      call.cancel();
      request.socket.resetAndDestroy();
    },
    { maxBatch: 20, breaker: { failuresInARow: 2 } },
  );
  const left = failureOf(ask(subgraph, asked('{ a }', {}, call)));
  const stay = ['{ b }', '{ c }', '{ d }'].map((text) => ask(subgraph, asked(text)));
  expect((await Promise.all(stay)).map(({ data }) => data?.['query'])).toEqual(['{ b }', '{ c }', '{ d }']);
  expect((await left).reason).toBe('cancelled');
  expect(server.requests.map((request) => elementsOf(request).length)).toEqual([4, 3]);
  await pause(5);
  expect(subgraph.stats()).toMatchObject({ circuit: 'closed', retries: 1 });
});
