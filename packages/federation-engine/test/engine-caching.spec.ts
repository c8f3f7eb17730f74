import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { MemoryAnswerStore } from '../src/index.js';
import type { JsonObject } from '../src/own-value.js';
import { clientOf, openGraph, serveEngine } from './engine-server.js';
import { until } from './supergraph/until.js';

const dashboard = '{ authors { name books { title } } }';
const byId = 'query A($id: ID!) { author(id: $id) { name } }';
const rename = 'mutation { rename(id: "a1", name: "Adele") { name } }';

/** An engine that keeps answers, over subgraphs that allow it. */
async function openCachingEngine(
  cacheControl: string,
  queries: readonly string[],
  cacheEpoch?: () => string | undefined,
) {
  const { supergraphSdl, authors, books } = await openGraph();
  const server = await serveEngine({ supergraphSdl, answerStore: new MemoryAnswerStore(), cacheEpoch });
  for (const query of queries) await server.ask(query, query === byId ? { id: 'a1' } : undefined);
  authors.cacheControl = books.cacheControl = cacheControl;
  /** Asks the engine itself, and counts the fetches it costs. */
  const ask = async (query: string, variables?: JsonObject, identity?: string) => {
    const before = authors.fetches + books.fetches;
    const answer = await server.engine.answer({ query, variables }, clientOf(identity));
    if (!answer) throw new Error(`not known: ${query}`);
    return { ...answer, fetches: authors.fetches + books.fetches - before };
  };
  return { authors, books, engine: server.engine, ask, askApollo: server.ask };
}

describe('an answer that the subgraphs allow to keep', () => {
  it('is given again without a fetch, and tells its age', async () => {
    const { ask } = await openCachingEngine('max-age=60', [dashboard]);
    const made = await ask(dashboard);
    expect(made.fetches).toBe(2);
    expect(made.headers).toEqual({
      'cache-control': 'max-age=60, public',
      age: '0',
      etag: expect.any(String),
    });
    await delay(1_050);
    const kept = await ask(dashboard);
    expect(kept).toEqual({ ...made, fetches: 0, headers: { ...made.headers, age: '1' } });
  });

  it('is kept no longer than the subgraph with the least to say allows', async () => {
    const { ask, books } = await openCachingEngine('max-age=60', [dashboard]);
    books.cacheControl = 'max-age=1';
    const made = await ask(dashboard);
    expect(made.headers['cache-control']).toBe('max-age=1, public');
    expect((await ask(dashboard)).fetches).toBe(0);
    await delay(1_050);
    expect((await ask(dashboard)).fetches).toBe(2);
  });

  it.each(['no-store', 'max-age=0', 'public', ''])('is not kept when one says %j', async (cacheControl) => {
    const { ask, books } = await openCachingEngine('max-age=60', [dashboard]);
    books.cacheControl = cacheControl;
    for (let time = 0; time < 2; time++) expect((await ask(dashboard)).fetches).toBe(2);
  });

  it('is one for each set of variables', async () => {
    const { ask } = await openCachingEngine('max-age=60', [byId]);
    const [one, other] = [await ask(byId, { id: 'a1' }), await ask(byId, { id: 'a2' })];
    expect([one.fetches, other.fetches, one.body === other.body]).toEqual([1, 1, false]);
    expect(await ask(byId, { id: 'a1' })).toMatchObject({ body: one.body, fetches: 0 });
  });

  it('is given to everybody when it is public, and only to those it was made for when it is private', async () => {
    const { ask, authors } = await openCachingEngine('max-age=60', [dashboard, byId]);
    expect((await ask(dashboard, undefined, 'anna')).fetches).toBe(2);
    for (const identity of ['bert', undefined])
      expect((await ask(dashboard, undefined, identity)).fetches).toBe(0);
    authors.cacheControl = 'private, max-age=60';
    const fetches: number[] = [];
    for (const identity of ['anna', 'anna', 'bert', undefined, undefined, '', 'bert'])
      fetches.push((await ask(byId, { id: 'a1' }, identity)).fetches);
    expect(fetches).toEqual([1, 0, 1, 1, 1, 1, 0]);
  });
});

describe('what answers depend on besides entities', () => {
  it('keeps apart what was made of other data, and keeps nothing while it is not known', async () => {
    let epoch: string | undefined = 'one';
    const { ask } = await openCachingEngine('max-age=60', [dashboard], () => epoch);
    const fetches: number[] = [];
    for (epoch of ['one', 'one', 'two', 'two', undefined, undefined, 'one'])
      fetches.push((await ask(dashboard)).fetches);
    expect(fetches).toEqual([2, 0, 2, 0, 2, 2, 0]);
  });
});

describe('an answer with an error', () => {
  it('is not kept, whatever the subgraph says of it', async () => {
    const query = '{ secret authors { id } }';
    const { ask } = await openCachingEngine('max-age=60', [query]);
    for (let time = 0; time < 2; time++) {
      const answer = await ask(query);
      expect(answer).toMatchObject({ fetches: 2, isWhole: false, headers: {} });
      expect(answer.body).toContain('"path":["secret"]');
    }
  });
});

describe('what a mutation says it changed', () => {
  const first = '{ books(first: 1) { title author { name } } }'; // of Ada
  const titles = '{ books { title } }';
  const queries = [byId, first, titles, dashboard, rename];
  const fill = async () => {
    const open = await openCachingEngine('max-age=60', queries);
    open.authors.changed = ['Author:a1'];
    const look = async () => {
      const fetches: Record<string, number> = {};
      for (const id of ['a1', 'a2']) fetches[id] = (await open.ask(byId, { id })).fetches;
      for (const query of [first, titles, dashboard]) fetches[query] = (await open.ask(query)).fetches;
      return fetches;
    };
    await look();
    expect(await look()).toEqual({ a1: 0, a2: 0, [first]: 0, [titles]: 0, [dashboard]: 0 });
    return { ...open, look };
  };

  it.each(['engine', 'Apollo Server'])('drops the answers with it and no other: by the %s', async (way) => {
    const { ask, askApollo, authors, engine, look } = await fill();
    authors.changed = ['Author:a1'];
    await (way === 'engine' ? ask(rename) : askApollo(rename));
    expect(engine.status()?.cache?.invalidated).toBe(3);
    expect(await look()).toEqual({ a1: 1, a2: 0, [first]: 2, [titles]: 0, [dashboard]: 2 });
    for (const query of [first, dashboard]) expect((await ask(query)).body).toContain('Adele');
  });

  it('drops nothing when it is nothing', async () => {
    const { ask, authors, engine, look } = await fill();
    authors.changed = [];
    await ask(rename);
    expect(engine.status()?.cache?.invalidated).toBe(0);
    expect(await look()).toEqual({ a1: 0, a2: 0, [first]: 0, [titles]: 0, [dashboard]: 0 });
  });

  it('may be told by the operator as well', async () => {
    const { engine, look } = await fill();
    expect(await engine.invalidate(['Author:a2'])).toBe(2);
    expect(await look()).toEqual({ a1: 0, a2: 1, [first]: 0, [titles]: 0, [dashboard]: 2 });
  });

  it('keeps an answer that was being made meanwhile from being kept', async () => {
    const { authors, engine, ask, look } = await fill();
    await engine.invalidate(['Author:a1']);
    const release = authors.hold();
    const { fetches } = authors;
    const made = ask(byId, { id: 'a1' });
    await until(() => authors.fetches > fetches);
    await engine.invalidate(['Author:a1']);
    release();
    await made;
    expect(await look()).toMatchObject({ a1: 1, a2: 0 });
  });
});
