import { expect, test } from '@jest/globals';
import { ClientCall } from '../../src/client-call.js';
import { localSubgraph, type LocalRequest } from '../../src/subgraph/local-subgraph.js';
import { ask, failureOf, mutation, query } from './asking.js';

test('an operation is executed with its variables parsed, in the call of its client', async () => {
  const seen: unknown[] = [];
  const subgraph = localSubgraph({
    name: 'numbers',
    execute: async (request: LocalRequest, call) => {
      seen.push(request, call.headers);
      return { data: { n: 1 }, extensions: { cacheControl: 'max-age=5' } };
    },
  });
  const answer = await ask(subgraph, { variables: '{"a":{"__proto__":1}}', headers: { who: 'me' } });
  expect(answer).toMatchObject({ data: { n: 1 }, cacheControl: 'max-age=5' });
  await ask(subgraph, { operation: mutation });
  expect(JSON.stringify(seen[0])).toContain('{"a":{"__proto__":1}}');
  expect(seen[0]).toMatchObject({ query: query.text, operationName: 'N', kind: 'query' });
  expect(seen[1]).toEqual({ who: 'me' });
  expect(seen[2]).toMatchObject({ kind: 'mutation', variables: {} });
});

test.each([
  ['a rejection', () => Promise.reject(new Error('no database')), 'unreachable'],
  [
    'an exception',
    () => {
      throw new Error('no database');
    },
    'unreachable',
  ],
  ['nothing', () => Promise.resolve(undefined as never), 'not GraphQL'],
  ['neither data nor errors', () => Promise.resolve({}), 'not GraphQL'],
] as const)('%s fails the fetch', async (_what, execute, reason) => {
  // prettier-ignore
  expect(await failureOf(ask(localSubgraph({ name: 'numbers', execute })))).toMatchObject({ reason });
});

test('whoever waits stops waiting at the deadline and when the call is cancelled', async () => {
  let executed = 0;
  const execute = () => {
    executed++;
    return new Promise<never>(() => {});
  };
  const subgraph = localSubgraph({ name: 'numbers', execute, timeoutMs: 40 });
  const call = new ClientCall({}, 5_000);
  const cancelled = failureOf(ask(subgraph, { call }));
  expect((await failureOf(ask(subgraph))).reason).toBe('deadline');
  expect((await failureOf(ask(subgraph, { call: new ClientCall({}, 10) }))).reason).toBe('deadline');
  expect((await cancelled).reason).toBe('deadline');
  const another = failureOf(ask(subgraph, { call }));
  call.cancel();
  expect((await another).reason).toBe('cancelled');
  expect((await failureOf(ask(subgraph, { call }))).reason).toBe('cancelled');
  expect(executed).toBe(4);
  expect(subgraph.stats()).toMatchObject({
    fetches: 5,
    inFlight: 0,
    failures: { deadline: 3, cancelled: 2 },
  });
});
