import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LocalCompose } from '@apollo/gateway';
import { openPlannerThread } from '../../src/planner/planner-thread.js';
import { followFile } from '../../src/supergraph/follow-file.js';
import { readLastGood, writeLastGood } from '../../src/supergraph/last-good.js';
import { supergraphId } from '../../src/supergraph/supergraph-id.js';
import { composeVersion, subgraphsOf } from '../planner/compose.js';
import { StartedThreads } from '../planner/started-threads.js';
import { makeFolder } from './folder.js';
import { GivenSource, load as loadOnly, TestLog, type TestGraph } from './loading.js';
import { until } from './until.js';

const [first, second, third] = ['first', 'second', 'third'].map(composeVersion) as [string, string, string];
const broken = first.replace(': String', ': Missing');
const silent = { debug() {}, info() {}, warn() {}, error() {} };

let threads: StartedThreads;
const opened: { close(): Promise<void> }[] = [];
beforeEach(() => {
  threads = new StartedThreads();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((loader) => loader.close()));
  threads.stop();
});

const load = async (options: Parameters<typeof loadOnly>[0]) => {
  const loaded = await loadOnly(options);
  opened.push(loaded.loader);
  return loaded;
};
const canPlan = ({ planner }: TestGraph, field: string) =>
  planner.plan({ document: `{ ${field} }`, operationName: undefined }).then(
    () => true,
    () => false,
  );

describe('a supergraph at the start', () => {
  it('serves when its known operations are planned', async () => {
    const { loader, swapped } = await load({ source: first });
    expect(loader.current.known.node).toMatchObject({ serviceName: 'two' });
    expect(swapped).toEqual([loader.current]);
    expect(loader.state()).toEqual({
      current: { id: supergraphId(first), loadedAt: expect.any(Date), fromLastGood: false },
    });
    expect(loader.current.id).toMatch(/^[0-9a-f]{12}$/);
  });

  it('may come from a manager of Apollo Gateway', async () => {
    const localServiceList = subgraphsOf({ one: 'type Query { other: Int }' });
    const { loader } = await load({ source: new LocalCompose({ localServiceList, logger: silent }) });
    expect(loader.current.known.node).toMatchObject({ serviceName: 'one' });
  });

  it.each([
    ['is broken', () => broken, /no supergraph to start with: The supergraph is broken: .*Missing/],
    [
      'cannot be had',
      () => Promise.reject(new Error('nobody there')),
      /no supergraph to start with: nobody there/,
    ],
  ])('is an error when it %s and none was kept', async (_name, give, reason) => {
    const source = new GivenSource(give);
    const lastGoodFile = path.join(await makeFolder(), 'last.graphql');
    await expect(load({ source: source.hook, lastGoodFile })).rejects.toThrow(reason);
    await expect(load({ source: source.hook })).rejects.toThrow(reason);
    await until(() => threads.running === 0);
  });
});

describe('a new supergraph', () => {
  it('takes over whole, once it is prepared', async () => {
    const source = new GivenSource(() => first);
    let letPrepare = () => {};
    const mayPrepare = new Promise<void>((resolve) => (letPrepare = resolve));
    const { loader, swapped } = await load({
      source: source.hook,
      prepare: async (planner, { id, supergraphSdl }) => {
        if (supergraphSdl !== first) await mayPrepare;
        return {
          id,
          planner,
          known: await planner.plan({ document: '{ other }', operationName: undefined }),
        };
      },
    });
    source.update(second);
    await delay(1_000);
    expect(loader.current.id).toBe(supergraphId(first));
    expect(await canPlan(loader.current, 'first')).toBe(true);
    letPrepare();
    await until(() => loader.current.id === supergraphId(second));
    expect(swapped).toHaveLength(2);
    expect(await canPlan(loader.current, 'second')).toBe(true);
    expect(await canPlan(loader.current, 'first')).toBe(false);
  });

  it('leaves those who are on the old one their planner', async () => {
    const source = new GivenSource(() => first);
    const { loader } = await load({ source: source.hook });
    const old = loader.current;
    source.update(second);
    await until(() => loader.current !== old);
    expect(await canPlan(old, 'first')).toBe(true);
    expect(threads.running).toBe(2);
    source.update(third);
    await until(() => loader.current.id === supergraphId(third));
    const startedAt = performance.now();
    await until(() => threads.running === 2); // the oldest is over
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await canPlan(old, 'first')).toBe(false);
  });

  it('is refused when it is broken, and the old one stays and is told', async () => {
    const source = new GivenSource(() => first);
    const logger = new TestLog();
    const { loader, swapped } = await load({ source: source.hook, logger });
    source.update(broken);
    await until(() => loader.state().refused !== undefined);
    expect(loader.state()).toEqual({
      current: { id: supergraphId(first), loadedAt: expect.any(Date), fromLastGood: false },
      refused: { id: supergraphId(broken), at: expect.any(Date), reason: expect.stringMatching(/Missing/) },
    });
    expect(logger.lines).toEqual([expect.stringMatching(/refused.*Missing/)]);
    expect(swapped).toHaveLength(1);
    expect(await canPlan(loader.current, 'first')).toBe(true);
    source.update(second);
    await until(() => loader.current.id === supergraphId(second));
    expect(loader.state().refused).toBeUndefined();
  });

  it('is refused when it cannot be prepared, and its planner is closed', async () => {
    const source = new GivenSource(() => first);
    const { loader } = await load({
      source: source.hook,
      prepare: async (planner, { id, supergraphSdl }) => {
        if (supergraphSdl === second) throw new Error('not as it should be');
        return { id, planner, known: { kind: 'QueryPlan' } };
      },
    });
    source.update(second);
    await until(() => loader.state().refused?.reason === 'not as it should be');
    await until(() => threads.running === 1);
  });

  it('is not refused any more when the source goes back to the current one', async () => {
    const source = new GivenSource(() => first);
    const { loader, swapped } = await load({ source: source.hook });
    source.update(broken);
    await until(() => loader.state().refused !== undefined);
    source.update(first);
    await until(() => loader.state().refused === undefined);
    expect(swapped).toHaveLength(1);
  });

  it('is the newest of several that come at once, and the others leave no thread', async () => {
    const source = new GivenSource(() => first);
    const { loader, swapped } = await load({ source: source.hook });
    for (const sdl of [second, broken, third, second, third]) source.update(sdl);
    await until(() => loader.current.id === supergraphId(third));
    expect(swapped.map(({ id }) => id)).toEqual([first, third].map(supergraphId));
    expect(loader.state().refused).toBeUndefined();
    await until(() => threads.running === 2);
    expect(threads.threads.length).toBeLessThanOrEqual(3);
  });

  it('overtakes one that is being prepared', async () => {
    const source = new GivenSource(() => first);
    const preparing: string[] = [];
    const { loader, swapped } = await load({
      source: source.hook,
      prepare: async (planner, { id, supergraphSdl }) => {
        preparing.push(id);
        for (let turn = 0; supergraphSdl === second; turn++)
          await planner.plan({ document: `{ a${turn}: other }`, operationName: undefined });
        return { id, planner, known: { kind: 'QueryPlan' } };
      },
    });
    source.update(second);
    await until(() => preparing.length === 2);
    source.update(third);
    await until(() => loader.current.id === supergraphId(third));
    expect(swapped.map(({ id }) => id)).toEqual([first, third].map(supergraphId));
    expect(loader.state().refused).toBeUndefined();
  });

  it('overtakes one whose preparation knows nothing of it', async () => {
    const source = new GivenSource(() => first);
    const { loader, swapped } = await load({
      source: source.hook,
      prepare: async (planner, { id, supergraphSdl }) => {
        if (supergraphSdl === second) {
          source.update(third);
          await delay(50);
        }
        return { id, planner, known: { kind: 'QueryPlan' } };
      },
    });
    source.update(second);
    await until(() => loader.current.id === supergraphId(third));
    expect(swapped.map(({ id }) => id)).toEqual([first, third].map(supergraphId));
    await until(() => threads.running === 2);
  });

  it('takes over even if whoever is told of it fails', async () => {
    const source = new GivenSource(() => first);
    const logger = new TestLog();
    const { loader } = await load({
      source: source.hook,
      logger,
      onSwap: ({ id }) => {
        if (id === supergraphId(second)) throw new Error('a listener failed');
      },
    });
    source.update(second);
    await until(() => loader.current.id === supergraphId(second));
    expect(logger.lines).toEqual(['a listener failed']);
  });

  it('is the newest when its file is replaced while the one before is loaded', async () => {
    const file = path.join(await makeFolder(), 'supergraph.graphql');
    await writeFile(file, first);
    const versions: string[] = [];
    const { loader } = await load({
      source: followFile(file, { pollMs: 20 }),
      openPlanner: async (supergraphSdl) => {
        versions.push(supergraphSdl);
        if (supergraphSdl === second) await writeFile(file, third);
        if (supergraphSdl === second) await delay(200);
        return openPlannerThread({ supergraphSdl });
      },
    });
    await writeFile(file, second);
    await until(() => loader.current.id === supergraphId(third));
    expect(versions).toEqual([first, second, third]);
    await until(() => threads.running === 2);
  });
});

describe('the last good supergraph', () => {
  it('survives a restart with a broken source, which is told, and heals', async () => {
    const lastGoodFile = path.join(await makeFolder(), 'state', 'last.graphql');
    const before = await load({ source: first, lastGoodFile });
    await before.loader.close();
    expect(await readLastGood(lastGoodFile)).toBe(first);

    const source = new GivenSource(() => broken);
    const { loader } = await load({ source: source.hook, lastGoodFile });
    expect(loader.state()).toMatchObject({
      current: { id: supergraphId(first), fromLastGood: true },
      refused: { id: supergraphId(broken), reason: expect.stringMatching(/Missing/) },
    });
    expect(await canPlan(loader.current, 'first')).toBe(true);
    source.update(second);
    await until(() => loader.current.id === supergraphId(second));
    expect(loader.state()).toEqual({
      current: { id: supergraphId(second), loadedAt: expect.any(Date), fromLastGood: false },
    });
  });

  it('serves when the source fails, which is asked again', async () => {
    const lastGoodFile = path.join(await makeFolder(), 'last.graphql');
    await writeLastGood(lastGoodFile, first);
    let isThere = false;
    const source = new GivenSource(() => {
      if (isThere) return second;
      throw new Error('nobody there');
    });
    const { loader } = await load({ source: source.hook, lastGoodFile });
    expect(loader.state()).toEqual({
      current: { id: supergraphId(first), loadedAt: expect.any(Date), fromLastGood: true },
      refused: { at: expect.any(Date), reason: 'nobody there' },
    });
    isThere = true;
    await until(() => loader.current.id === supergraphId(second));
    expect(loader.state().refused).toBeUndefined();
  });

  it('is as good as the source’s when the source gives the same', async () => {
    const lastGoodFile = path.join(await makeFolder(), 'last.graphql');
    await writeLastGood(lastGoodFile, first);
    const source = new GivenSource(() => broken);
    const { loader, swapped } = await load({ source: source.hook, lastGoodFile });
    source.update(first);
    await until(() => !loader.state().current.fromLastGood);
    expect(loader.state().refused).toBeUndefined();
    expect(swapped).toHaveLength(1);
  });

  it('is ignored and reported when it is damaged', async () => {
    const lastGoodFile = path.join(await makeFolder(), 'last.graphql');
    await writeLastGood(lastGoodFile, first);
    await writeFile(lastGoodFile, (await readFile(lastGoodFile, 'utf8')).slice(0, -10));
    const logger = new TestLog();
    await expect(load({ source: broken, lastGoodFile, logger })).rejects.toThrow(/Missing/);
    expect(logger.lines).toContainEqual(expect.stringMatching(/damaged/));
  });

  it('is not replaced by one that is refused', async () => {
    const lastGoodFile = path.join(await makeFolder(), 'last.graphql');
    const source = new GivenSource(() => first);
    const { loader } = await load({ source: source.hook, lastGoodFile });
    source.update(broken);
    await until(() => loader.state().refused !== undefined);
    await loader.close();
    expect(await readLastGood(lastGoodFile)).toBe(first);
  });

  it('is no reason not to serve when it cannot be written', async () => {
    const folder = await makeFolder();
    await writeFile(path.join(folder, 'file'), '');
    const logger = new TestLog();
    const { loader } = await load({
      source: first,
      lastGoodFile: path.join(folder, 'file', 'last.graphql'),
      logger,
    });
    expect(loader.current.id).toBe(supergraphId(first));
    await loader.close();
    expect(logger.lines).not.toEqual([]);
  });
});

describe('a loader that is closed', () => {
  it('ends its source and every thread, also those under way', async () => {
    const source = new GivenSource(() => first);
    const { loader, swapped } = await load({ source: source.hook });
    source.update(second);
    await until(() => swapped.length === 2);
    source.update(third);
    await loader.close();
    source.update(first);
    await until(() => threads.running === 0);
    await delay(200);
    expect(source.isCleanedUp).toBe(true);
    expect(threads.running).toBe(0);
    expect(swapped).toHaveLength(2);
  });

  it('keeps those who wait for a plan no longer', async () => {
    const { loader } = await load({ source: first });
    const plan = canPlan(loader.current, 'first');
    await loader.close();
    expect(await Promise.race([plan.then(() => 'settled'), delay(1_000, 'waits')])).toBe('settled');
  });
});
