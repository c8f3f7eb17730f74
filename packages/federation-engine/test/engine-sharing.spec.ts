import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { clientOf, openGraph, serveEngine } from './engine-server.js';
import { until } from './supergraph/until.js';

const query = '{ authors { name } }';
const byId = 'query A($id: ID!) { author(id: $id) { name } }';

/** How many fetches so many askers at once cost, and what they are given. */
async function askAtOnce(
  askers: readonly { readonly identity?: string; readonly query: string; readonly variables?: object }[],
  options: { readonly shareRequests?: boolean } = {},
) {
  const { supergraphSdl, authors } = await openGraph();
  const { engine, ask } = await serveEngine({ supergraphSdl, ...options });
  for (const { query: text, variables } of askers) await ask(text, variables);
  const before = authors.fetches;
  const release = authors.hold();
  const answers = askers.map(({ identity, query: text, variables }) =>
    engine.answer({ query: text, variables: variables as Record<string, unknown> }, clientOf(identity)),
  );
  await until(() => authors.fetches > before);
  await delay(50); // for those that should not come
  release();
  const bodies = (await Promise.all(answers)).map((answer) => answer?.body);
  return { fetches: authors.fetches - before, bodies };
}

describe('those who ask at the same time', () => {
  it('share one execution of the same query', async () => {
    const { fetches, bodies } = await askAtOnce(Array.from({ length: 5 }, () => ({ query })));
    expect(fetches).toBe(1);
    expect(new Set(bodies)).toEqual(
      new Set([`${JSON.stringify({ data: { authors: [{ name: 'Ada' }, { name: 'Bertha' }] } })}\n`]),
    );
  });

  it('share it only when they are the same', async () => {
    const identities = ['anna', 'bert', 'anna', undefined, ''];
    const askers = identities.map((identity) => ({ query, ...(identity !== undefined && { identity }) }));
    expect((await askAtOnce(askers)).fetches).toBe(4);
  });

  it('share it only with the same variables', async () => {
    const ids = ['a1', 'a2', 'a1'];
    const { fetches, bodies } = await askAtOnce(ids.map((id) => ({ query: byId, variables: { id } })));
    expect(fetches).toBe(2);
    expect(bodies.map((body) => /Ada|Bertha/.exec(body ?? '')?.[0])).toEqual(['Ada', 'Bertha', 'Ada']);
  });

  it('never share a mutation', async () => {
    const mutation = 'mutation { rename(id: "a1", name: "Adele") { name } }';
    expect((await askAtOnce([{ query: mutation }, { query: mutation }])).fetches).toBe(2);
  });

  it('share nothing where that is switched off', async () => {
    expect((await askAtOnce([{ query }, { query }], { shareRequests: false })).fetches).toBe(2);
  });

  it('are not given what was under way before a mutation that is over', async () => {
    const { supergraphSdl, authors, books } = await openGraph();
    const { engine, ask } = await serveEngine({ supergraphSdl });
    const slow = '{ books(first: 1) { author { name } } }';
    await ask(slow);
    const release = books.hold();
    const before = engine.answer({ query: slow }, clientOf());
    await until(() => books.fetches === 2);
    await ask('mutation { rename(id: "a1", name: "Adele") { name } }');
    const after = engine.answer({ query: slow }, clientOf());
    await until(() => books.fetches === 3);
    release();
    expect((await after)?.body).toContain('Adele');
    await before;
    expect(authors.fetches).toBeGreaterThan(0);
  });
});
