import { afterEach, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClientCall } from '../../src/client-call.js';
import { ask, failureOf, mutation, operationOf, pause, until } from './asking.js';
import { Opened } from './opened.js';
import { httpMessage, ok, openRawServer, type RawRequest } from './raw-server.js';

const opened = new Opened();
afterEach(() => opened.close());

const hang = (): void => {};
const reset = ({ socket }: RawRequest): void => void socket.resetAndDestroy();

test('a subgraph that hangs is waited for until the deadline, once, and its connection is closed', async () => {
  const { server, subgraph } = await opened.subgraph(hang, { timeoutMs: 80 });
  expect(await failureOf(ask(subgraph))).toMatchObject({
    reason: 'deadline',
    message: 'no answer within 80 ms',
  });
  await until(() => server.requests[0]?.socket.destroyed === true);
  expect(server.requests).toHaveLength(1);
});

test('an answer that trickles in beyond the deadline is given up', async () => {
  const { server, subgraph } = await opened.subgraph(({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
    const timer = setInterval(() => socket.write(' '), 5);
    socket.on('close', () => clearInterval(timer));
  }, { timeoutMs: 80 }); // prettier-ignore
  expect((await failureOf(ask(subgraph))).reason).toBe('deadline');
  await until(() => server.requests[0]?.socket.destroyed === true);
});

test('a call that ends before the time of one fetch ends the fetch', async () => {
  const { subgraph } = await opened.subgraph(hang, { timeoutMs: 10_000 });
  const startedAt = performance.now();
  expect((await failureOf(ask(subgraph, { call: new ClientCall({}, 60) }))).reason).toBe('deadline');
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test('a call that is over or cancelled already asks nothing', async () => {
  const { server, subgraph } = await opened.subgraph(hang);
  const cancelled = new ClientCall({}, 1_000);
  cancelled.cancel();
  expect((await failureOf(ask(subgraph, { call: cancelled }))).reason).toBe('cancelled');
  expect((await failureOf(ask(subgraph, { call: new ClientCall({}, 0) }))).reason).toBe('deadline');
  await pause(20);
  expect(server.requests).toHaveLength(0);
});

test('when the client goes away the subgraph sees its connection closed', async () => {
  const { server, subgraph } = await opened.subgraph(hang);
  const call = new ClientCall({}, 10_000);
  const failure = failureOf(ask(subgraph, { call }));
  await until(() => server.requests.length === 1);
  const cancelledAt = performance.now();
  call.cancel();
  expect((await failure).reason).toBe('cancelled');
  await until(() => server.requests[0]?.socket.destroyed === true);
  expect(performance.now() - cancelledAt).toBeLessThan(500);
  expect(subgraph.stats()).toMatchObject({ inFlight: 0, failures: { cancelled: 1 } });
});

test.each([
  ['before its headers', reset],
  [
    'after its headers',
    (request: RawRequest) => {
      request.socket.write('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"data"');
      setTimeout(reset, 10, request);
    },
  ],
] as const)('a query reset %s is sent once more', async (_when, cut) => {
  // prettier-ignore
  const { server, subgraph } = await opened.subgraph((request) =>
    request.number === 1 ? cut(request) : void request.socket.write(ok),
  );
  expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
  expect(server.requests).toHaveLength(2);
  expect(subgraph.stats()).toMatchObject({ fetches: 1, requests: 2, retries: 1, failures: {} });
});

test('a query is sent no more than twice', async () => {
  const { server, subgraph } = await opened.subgraph(reset);
  expect((await failureOf(ask(subgraph))).reason).toBe('cut off');
  expect(server.requests).toHaveLength(2);
});

test.each(['502 Bad Gateway', '503 Service Unavailable', '504 Gateway Timeout'])(
  'a query that a proxy answered with %s is sent once more',
  async (status) => {
    const { server, subgraph } = await opened.subgraph(({ socket, number }) =>
      socket.write(number === 2 ? ok : httpMessage('<html>sorry</html>', { status })),
    );
    expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
    expect(server.requests).toHaveLength(2);
    expect((await failureOf(ask(subgraph, { operation: mutation }))).reason).toBe('unreachable');
    expect(server.requests).toHaveLength(3);
  },
);

test('a mutation that is cut off is not sent again', async () => {
  const { server, subgraph } = await opened.subgraph(reset);
  expect((await failureOf(ask(subgraph, { operation: mutation }))).reason).toBe('cut off');
  await pause(100);
  expect(server.requests).toHaveLength(1);
});

test('no connection meant for one mutation stays behind, even when its client went away', async () => {
  const { server, subgraph } = await opened.subgraph(hang);
  const call = new ClientCall({}, 10_000);
  const left = failureOf(ask(subgraph, { operation: mutation, call }));
  await until(() => server.requests.length === 1);
  call.cancel();
  await left;
  await pause(50);
  await until(() => server.sockets.size === 0);
});

test('nobody at the address is unreachable', async () => {
  const server = await openRawServer(hang);
  await server.close();
  const subgraph = opened.subgraphAt(server.url);
  const failure = await failureOf(ask(subgraph));
  expect(failure).toMatchObject({ reason: 'unreachable' });
  expect(failure.message).toMatch(/ECONNREFUSED/);
});

test('connections that the server closes right after answering lose no query and no mutation', async () => {
  const { server, subgraph } = await opened.subgraph(({ socket }) => {
    socket.write(ok, () => socket.end());
  });
  for (let asked = 0; asked < 40; asked++) {
    const operation = asked % 4 === 3 ? mutation : operationOf('{ n }');
    expect(await ask(subgraph, { operation })).toMatchObject({ data: { n: 1 } });
  }
  const mutations = server.requests.filter(({ body }) => body.includes('mutation'));
  expect(mutations).toHaveLength(10);
});

test('a server that resets kept connections when they are used again loses no query and no mutation', async () => {
  const { server, subgraph } = await opened.subgraph((request) =>
    request.numberOnConnection > 1 ? reset(request) : void request.socket.write(ok),
  );
  for (let asked = 0; asked < 20; asked++) {
    await ask(subgraph, { operation: asked % 2 ? mutation : undefined });
    await new Promise(setImmediate);
  }
  expect(server.requests.filter(({ body }) => body.includes('mutation'))).toHaveLength(10);
});

test('an idle connection is closed before the time that the server named', async () => {
  const message = httpMessage('{"data":{"n":1}}', { headers: ['keep-alive: timeout=2'] });
  const { server, subgraph } = await opened.subgraph(({ socket }) => socket.write(message));
  await ask(subgraph);
  await pause(500);
  expect(server.sockets.size).toBe(1);
  await pause(1_000);
  expect(server.sockets.size).toBe(0);
});

test('a server of node that drops idle connections at once is asked by 40 of 40 queries', async () => {
  const server = createServer((_request, response) => response.end('{"data":{"n":1}}'));
  server.keepAliveTimeout = 1;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.closeLater(() => new Promise((resolve) => server.close(() => resolve())));
  const subgraph = opened.subgraphAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  for (let asked = 0; asked < 40; asked++) {
    expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
    await pause(asked % 5);
  }
});

test('more fetches than connections wait, and those cancelled meanwhile are never sent', async () => {
  const waiting: RawRequest[] = [];
  const { server, subgraph } = await opened.subgraph((request) => waiting.push(request), { connections: 2 });
  const first = [ask(subgraph), ask(subgraph)];
  const call = new ClientCall({}, 5_000);
  const cancelled = Array.from({ length: 5 }, () => failureOf(ask(subgraph, { call })));
  const last = ask(subgraph, { operation: operationOf('{ last }') });
  await until(() => waiting.length === 2);
  call.cancel();
  for (const failure of await Promise.all(cancelled)) expect(failure.reason).toBe('cancelled');
  for (const { socket } of waiting.splice(0)) socket.write(ok);
  await until(() => waiting.length === 1);
  expect(waiting[0]?.body).toContain('last');
  waiting[0]?.socket.write(ok);
  await Promise.all([...first, last]);
  expect(server.requests).toHaveLength(3);
});

test('who leaves before the connection stands sends nothing, and the connection serves the next', async () => {
  const { server, subgraph } = await opened.subgraph(({ socket }) => socket.write(ok), { connections: 1 });
  const call = new ClientCall({}, 5_000);
  const left = failureOf(ask(subgraph, { call, operation: operationOf('{ left }') }));
  call.cancel();
  expect((await left).reason).toBe('cancelled');
  expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
  expect(server.requests.map(({ body }) => body.includes('left'))).toEqual([false]);
});

test('1,500 fetches at once all come back over 8 connections', async () => {
  const { server, subgraph } = await opened.subgraph(({ socket }) => socket.write(ok), {
    connections: 8,
    timeoutMs: 20_000,
  });
  const answers = await Promise.all(Array.from({ length: 1_500 }, () => ask(subgraph)));
  expect(answers.every(({ data }) => data?.['n'] === 1)).toBe(true);
  expect(server.requests).toHaveLength(1_500);
  expect(server.sockets.size).toBeLessThanOrEqual(8);
});

test('a header that HTTP does not allow fails its fetch alone', async () => {
  const { server, subgraph } = await opened.subgraph(({ socket }) => socket.write(ok), {
    breaker: { failuresInARow: 1 },
  });
  expect((await failureOf(ask(subgraph, { headers: { 'x-bad': 'a\nb' } }))).reason).toBe('unreachable');
  expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
  expect(server.requests).toHaveLength(1);
});

test('closing ends what is under way and what waits, and refuses what comes later', async () => {
  const { subgraph } = await opened.subgraph(hang, { connections: 2 });
  const failures = Array.from({ length: 2_000 }, () => failureOf(ask(subgraph)));
  await pause(20);
  await subgraph.close();
  for (const failure of await Promise.all(failures)) expect(failure.reason).toBe('unreachable');
  expect((await failureOf(ask(subgraph))).reason).toBe('unreachable');
  expect(subgraph.stats().inFlight).toBe(0);
});
