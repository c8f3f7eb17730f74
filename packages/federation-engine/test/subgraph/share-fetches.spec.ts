import { afterEach, expect, test } from '@jest/globals';
import { ClientCall } from '../../src/client-call.js';
import { shareFetches } from '../../src/subgraph/share-fetches.js';
import { ask, failureOf, mutation, pause, until } from './asking.js';
import { Opened } from './opened.js';
import { httpMessage, type RawRequest } from './raw-server.js';

const opened = new Opened();
afterEach(() => opened.close());

const nested = httpMessage('{"data":{"a":[{"__proto__":{"x":1}}],"b":{"c":[[1]]}}}');

async function openShared(options: { timeoutMs?: number } = {}) {
  const received: RawRequest[] = [];
  const { server, subgraph } = await opened.subgraph((request) => received.push(request), options);
  const answer = () => received.splice(0).forEach(({ socket }) => socket.write(nested));
  return { server, subgraph: shareFetches(subgraph), received, answer };
}

test('queries alike and under way at once are executed once, each with data of its own', async () => {
  const { server, subgraph, received, answer } = await openShared();
  const asking = (id: string) => ({ variables: '{"a":1}', headers: { 'x-request-id': id, who: 'me' } });
  const answers = ['1', '2', '3'].map((id) => ask(subgraph, asking(id)));
  await until(() => received.length > 0);
  answer();
  const datas = (await Promise.all(answers)).map(
    ({ data }) => data as { a: unknown[]; b: { c: number[][] } },
  );
  expect(server.requests).toHaveLength(1);
  const text = JSON.stringify(datas[0]);
  expect(text).toContain('__proto__');
  for (const data of datas) {
    expect(JSON.stringify(data)).toBe(text);
    data.a.push('mine');
    data.b.c[0]?.push(2);
    (data.b as Record<string, unknown>)['new'] = true;
  }
  expect(JSON.stringify(datas[1])).toBe(JSON.stringify(datas[2]));

  const later = ask(subgraph, asking('4'));
  await until(() => received.length > 0);
  answer();
  expect(JSON.stringify((await later).data)).toBe(text);
  expect(server.requests).toHaveLength(2);
});

test('queries with other variables, another operation or another identity are executed each', async () => {
  const { server, subgraph, received, answer } = await openShared();
  const answers = [
    ask(subgraph, { variables: '{"a":1}' }),
    ask(subgraph, { variables: '{"a":2}' }),
    ask(subgraph, { variables: '{"a":1}', headers: { authorization: 'me' } }),
    ask(subgraph, { variables: '{"a":1}', headers: { authorization: 'you' } }),
    ask(subgraph, { operation: { text: '{ x }', name: undefined, kind: 'query', json: '"query":"{ x }"' } }),
  ];
  await until(() => received.length === 5);
  answer();
  await Promise.all(answers);
  expect(server.requests).toHaveLength(5);
});

test('mutations are never shared', async () => {
  const { subgraph, received, answer } = await openShared();
  const answers = [ask(subgraph, { operation: mutation }), ask(subgraph, { operation: mutation })];
  await until(() => received.length === 2);
  answer();
  await Promise.all(answers);
});

test('a failure reaches all who share, and is not kept', async () => {
  const { subgraph, received, answer } = await openShared({ timeoutMs: 60 });
  const failures = await Promise.all([failureOf(ask(subgraph)), failureOf(ask(subgraph))]);
  expect(failures.map(({ reason }) => reason)).toEqual(['deadline', 'deadline']);
  received.length = 0;
  const later = ask(subgraph);
  await until(() => received.length === 1);
  answer();
  expect((await later).data).toHaveProperty('a');
});

test("one's cancellation, the first's too, does not touch the others; that of all ends the execution", async () => {
  const { server, subgraph, received, answer } = await openShared();
  const calls = Array.from({ length: 3 }, () => new ClientCall({}, 5_000));
  const [first, second, third] = calls.map((call) => ask(subgraph, { call }));
  const left = failureOf(first as Promise<never>);
  await until(() => received.length === 1);
  calls[0]?.cancel();
  expect((await left).reason).toBe('cancelled');
  answer();
  expect((await second)?.data).toEqual((await third)?.data);

  const others = [new ClientCall({}, 5_000), new ClientCall({}, 5_000)];
  const failures = others.map((call) => failureOf(ask(subgraph, { call })));
  await until(() => received.length === 1);
  for (const call of others) call.cancel();
  expect((await Promise.all(failures)).map(({ reason }) => reason)).toEqual(['cancelled', 'cancelled']);
  await until(() => server.requests[1]?.socket.destroyed === true);
});

test('who asks after all others were cancelled is not given their cancellation', async () => {
  const { subgraph, received, answer } = await openShared();
  const call = new ClientCall({}, 5_000);
  const left = failureOf(ask(subgraph, { call }));
  await until(() => received.length === 1);
  call.cancel();
  const next = ask(subgraph);
  expect((await left).reason).toBe('cancelled');
  await until(() => received.length === 2);
  answer();
  expect((await next).data).toHaveProperty('a');
});

test('who shares with a call that ends early is not held to its end, nor anyone longer than to his own', async () => {
  const { server, subgraph, received, answer } = await openShared();
  const early = failureOf(ask(subgraph, { call: new ClientCall({}, 60) }));
  const earliest = failureOf(ask(subgraph, { call: new ClientCall({}, 20) }));
  const patient = [ask(subgraph), ask(subgraph)];
  expect((await earliest).reason).toBe('deadline');
  expect((await early).reason).toBe('deadline');
  await until(() => received.length === 2);
  answer();
  expect((await Promise.all(patient)).map(({ data }) => 'a' in (data ?? {}))).toEqual([true, true]);
  expect(server.requests).toHaveLength(2);
});

test('data nested too deep to be copied fails those who share it, and nothing else', async () => {
  const { subgraph, received } = await openShared();
  const depth = 200_000;
  const answers = [failureOf(ask(subgraph)), failureOf(ask(subgraph))];
  await until(() => received.length === 1);
  received[0]?.socket.write(httpMessage(`{"data":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`));
  expect((await Promise.all(answers)).map(({ reason }) => reason)).toEqual(['not GraphQL', 'not GraphQL']);
  await pause(1);
  expect(subgraph.stats().inFlight).toBe(0);
});
