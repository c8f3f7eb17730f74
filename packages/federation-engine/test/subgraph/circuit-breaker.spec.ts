import { afterEach, expect, test } from '@jest/globals';
import { CircuitBreaker } from '../../src/subgraph/circuit-breaker.js';
import { ClientCall } from '../../src/client-call.js';
import { ask, failureOf, mutation, pause, until } from './asking.js';
import { Opened } from './opened.js';
import { httpMessage, ok, type RawRequest } from './raw-server.js';

const opened = new Opened();
afterEach(() => opened.close());

const reset = ({ socket }: RawRequest): void => void socket.resetAndDestroy();
const fail = async (breaker: CircuitBreaker, times: number, now: number): Promise<void> => {
  for (let count = 0; count < times; count++) breaker.failed(breaker.admit(now) ?? -1, now);
};

test('a subgraph that failed several times in a row is not asked, and asked again when it is back', async () => {
  let isDown = true;
  const { server, subgraph } = await opened.subgraph(
    (request) => (isDown ? reset(request) : void request.socket.write(ok)),
    { breaker: { failuresInARow: 3, openMs: 100 } },
  );
  const askToChange = () => ask(subgraph, { operation: mutation });
  for (let asked = 0; asked < 3; asked++) expect((await failureOf(askToChange())).reason).toBe('cut off');
  expect(subgraph.stats().circuit).toBe('open');

  const refused = await Promise.all(Array.from({ length: 50 }, () => failureOf(ask(subgraph))));
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['circuit open']));
  expect(server.requests).toHaveLength(3);

  await pause(220);
  const probes = await Promise.all(Array.from({ length: 10 }, () => failureOf(askToChange())));
  expect(probes.map(({ reason }) => reason).sort()).toEqual([
    ...Array<string>(9).fill('circuit open'),
    'cut off',
  ]);
  expect(server.requests).toHaveLength(4);

  isDown = false;
  await pause(220);
  expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
  expect(subgraph.stats().circuit).toBe('closed');
  expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
});

test('deadlines open the circuit, a call that had hardly any time left does not', async () => {
  const { subgraph } = await opened.subgraph(() => {}, { timeoutMs: 100, breaker: { failuresInARow: 2 } });
  const hurried = () => failureOf(ask(subgraph, { call: new ClientCall({}, 5) }));
  for (let asked = 0; asked < 5; asked++) await hurried();
  expect(subgraph.stats().circuit).toBe('closed');
  await Promise.all([failureOf(ask(subgraph)), failureOf(ask(subgraph))]);
  expect(subgraph.stats().circuit).toBe('open');
});

test('a subgraph that answers nonsense is there, and its circuit stays closed', async () => {
  const { subgraph } = await opened.subgraph(({ socket }) => socket.write(httpMessage('<html>')), {
    breaker: { failuresInARow: 2 },
  });
  for (let asked = 0; asked < 5; asked++) await failureOf(ask(subgraph));
  expect(subgraph.stats()).toMatchObject({ circuit: 'closed', failures: { 'not GraphQL': 5 } });
});

test('a probe whose client goes away leaves the next fetch to try', async () => {
  const { server, subgraph } = await opened.subgraph(
    (request) => {
      if (request.number === 1) reset(request);
      else if (request.number > 2) request.socket.write(ok);
    },
    { breaker: { failuresInARow: 1, openMs: 20 } },
  );
  await failureOf(ask(subgraph, { operation: mutation }));
  await pause(50);
  const call = new ClientCall({}, 5_000);
  const probe = failureOf(ask(subgraph, { call }));
  await until(() => server.requests.length === 2);
  call.cancel();
  await probe;
  expect(await ask(subgraph)).toMatchObject({ data: { n: 1 } });
  expect(subgraph.stats().circuit).toBe('closed');
});

test('half of many requests failing opens the circuit, a third does not', async () => {
  const share = (failing: (count: number) => boolean): CircuitBreaker => {
    const breaker = new CircuitBreaker({ leastRequests: 20 });
    for (let count = 0; count < 60; count++) {
      const pass = breaker.admit(1_000) ?? -1;
      if (failing(count)) breaker.failed(pass, 1_000);
      else breaker.succeeded(pass);
    }
    return breaker;
  };
  expect(share((count) => count % 3 === 0).state).toBe('closed');
  expect(share((count) => count % 2 === 1).state).toBe('open');
});

test('failures far apart are not failures in a row', async () => {
  const breaker = new CircuitBreaker({ failuresInARow: 3, windowMs: 100 });
  for (let now = 1_000; now < 2_000; now += 150) await fail(breaker, 1, now);
  expect(breaker.state).toBe('closed');
  await fail(breaker, 2, 2_000);
  expect(breaker.state).toBe('open');
});

test('what was sent before the circuit opened says nothing about it afterwards', async () => {
  const breaker = new CircuitBreaker({ failuresInARow: 2, openMs: 100 });
  const early = breaker.admit(1_000) ?? -1;
  await fail(breaker, 2, 1_000);
  expect(breaker.admit(1_050)).toBeUndefined();
  const probe = breaker.admit(1_200) ?? -1;
  expect(breaker.state).toBe('half-open');
  breaker.failed(early, 1_200);
  expect(breaker.state).toBe('half-open');
  breaker.succeeded(early);
  expect(breaker.state).toBe('half-open');
  breaker.succeeded(probe);
  expect(breaker.state).toBe('closed');
});
