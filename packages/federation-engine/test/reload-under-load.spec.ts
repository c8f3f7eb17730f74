import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { followFile } from '../src/index.js';
import { clientOf, openGraph, serveEngine, type EngineServer } from './engine-server.js';
import { StartedThreads } from './planner/started-threads.js';
import { makeFolder } from './supergraph/folder.js';
import { until } from './supergraph/until.js';

const queries = [
  '{ authors { name books { title author { name } } } }',
  '{ books(first: 1) { title } }',
  '{ authors { id } }',
];
const clients = 8;

/** Asks without a pause, first the engine and then Apollo Server, as a server with the short way does. */
function startLoad({ engine, ask }: EngineServer, expected: readonly string[]) {
  const failed: string[] = [];
  let isOver = false;
  let answered = 0;
  const askForever = async (start: number) => {
    for (let turn = start; !isOver; turn++) {
      const index = turn % queries.length;
      const query = queries[index] as string;
      const short = turn % 2 ? await engine.answer({ query }, clientOf()) : undefined;
      const text = short?.body ?? (await ask(query)).text;
      answered++;
      if (text !== expected[index]) failed.push(text);
    }
  };
  const asking = Array.from({ length: clients }, (_, index) => askForever(index));
  const end = async () => {
    isOver = true;
    await Promise.all(asking);
    return { failed, answered };
  };
  return { end, answered: () => answered };
}

describe('a supergraph that is replaced while clients ask', () => {
  let threads: StartedThreads;
  beforeEach(() => {
    threads = new StartedThreads();
  });
  afterEach(() => threads.stop());

  /** Everything a planner's thread says: that it is open, and then one message for each plan. */
  const countMessages = (thread: Worker) => {
    const counted = { messages: 0 };
    thread.on('message', () => counted.messages++);
    return counted;
  };

  it('fails no request, plans nothing that is in use again, and is refused when it is broken', async () => {
    const graph = await openGraph();
    const folder = await makeFolder();
    const [file, lastGoodFile] = [path.join(folder, 'supergraph.graphql'), path.join(folder, 'last-good')];
    await writeFile(file, graph.supergraphSdl);
    const options = { supergraphSdl: followFile(file, { pollMs: 30 }), lastGoodFile };
    const server = await serveEngine(options);
    const status = () => server.engine.status()?.supergraph;
    const expected: string[] = [];
    for (const query of queries) expected.push((await server.ask(query)).text);
    const load = startLoad(server, expected);

    const inUse = queries.length;
    for (const field of ['added1', 'added2']) {
      const before = { id: status()?.current.id, threads: threads.threads.length };
      await writeFile(file, graph.composeWith(field));
      await until(() => threads.threads.length > before.threads);
      const counted = countMessages(threads.latest);
      await until(() => status()?.current.id !== before.id);
      expect(server.engine.status()?.operations).toBe(inUse);
      const answered = load.answered();
      await until(() => load.answered() > answered + 100);
      expect(counted.messages).toBe(1 + inUse);
      expect((await server.ask(`{ author(id: "a1") { ${field} } }`)).text).toBe(
        `{"data":{"author":{"${field}":null}}}\n`,
      );
      expect(counted.messages).toBe(2 + inUse); // only what was never asked before
    }

    const inService = status()?.current;
    await writeFile(file, 'type Query {');
    await until(() => status()?.refused !== undefined);
    expect(status()).toEqual({
      current: inService,
      refused: { id: expect.any(String), at: expect.any(Date), reason: expect.stringContaining('Syntax') },
    });
    const answered = load.answered();
    await until(() => load.answered() > answered + 100);
    const outcome = await load.end();
    expect(outcome.failed).toEqual([]);
    expect(outcome.answered).toBeGreaterThan(400);

    const next = await serveEngine(options);
    expect(next.engine.status()?.supergraph).toMatchObject({
      current: { id: inService?.id, fromLastGood: true },
      refused: { reason: expect.any(String) },
    });
    expect((await next.ask('{ author(id: "a1") { added2 } }')).json.errors).toBeUndefined();
  });
});
