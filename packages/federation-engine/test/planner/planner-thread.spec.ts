import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createApolloPlanner } from '../../src/planner/apollo-planner.js';
import { openPlannerThread, type PlannerThreadOptions } from '../../src/planner/planner-thread.js';
import type { Planner } from '../../src/planner/planner.js';
import { composeTwins, composeVersion, twins } from './compose.js';
import { StartedThreads } from './started-threads.js';

const supergraphSdl = composeTwins();
const quick = '{ twin { own1 } }';
/** Planned for seconds, within every bound of the planner. */
const slow = twins(5, 40);

let started: StartedThreads;
const opened: Planner[] = [];

beforeEach(() => {
  started = new StartedThreads();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((planner) => planner.close()));
  started.stop();
});

async function open(options?: Partial<PlannerThreadOptions>): Promise<Planner> {
  const planner = await openPlannerThread({ supergraphSdl, ...options });
  opened.push(planner);
  return planner;
}
const ask = (planner: Planner, document: string) => planner.plan({ document, operationName: undefined });
const outcome = (plan: Promise<unknown>) =>
  plan.then(
    () => 'planned',
    (error: unknown) => (error instanceof GraphQLError ? error.extensions['code'] : error),
  );

describe('a planner in a thread of its own', () => {
  it('knows and plans what one in this thread does', async () => {
    const here = createApolloPlanner(supergraphSdl);
    const there = await open();
    expect(there.facts).toEqual(here.facts);
    expect(await ask(there, quick)).toEqual(await ask(here, quick));
  });

  it('refuses a broken supergraph with the reason', async () => {
    const broken = composeVersion('first').replace(': String', ': Missing');
    await expect(openPlannerThread({ supergraphSdl: broken })).rejects.toThrow(
      /The supergraph is broken: .*Missing/,
    );
    await once(started.latest, 'exit');
    expect(started.running).toBe(0);
  });

  it('carries an error over with its code, status and cause', async () => {
    const error: unknown = await ask(await open(), twins(7)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/too many ways/),
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
      originalError: { message: expect.stringMatching(/^Too many options/) },
    });
  });

  it('leaves this thread free while it opens and plans', async () => {
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    const planner = await open({ planTimeoutMs: 1_000 });
    await Promise.all([outcome(ask(planner, slow)), outcome(ask(planner, twins(7))), ask(planner, quick)]);
    loop.disable();
    expect(loop.max / 1e6).toBeLessThan(200); // planning it here takes seconds; the rest is for a busy machine
  });

  it('makes one plan for identical requests at the same time', async () => {
    const planner = await open();
    const [one, other, third] = await Promise.all([
      ask(planner, quick),
      ask(planner, quick),
      ask(planner, '{own0}'),
    ]);
    expect(other).toBe(one);
    expect(third).not.toEqual(one);
    expect(await ask(planner, quick)).not.toBe(one);
  });

  it('tells operations of one document apart', async () => {
    const planner = await open();
    const document = 'query A { own0 } query B { own1 }';
    const plans = await Promise.all(
      ['A', 'B'].map((operationName) => planner.plan({ document, operationName })),
    );
    expect(plans.map(({ node }) => node)).toMatchObject([{ serviceName: 'twin0' }, { serviceName: 'twin1' }]);
  });

  it('turns away what comes when a thousand wait', async () => {
    const planner = await open({ planTimeoutMs: 30_000 });
    const all = Array.from({ length: 1_010 }, (_, index) => outcome(ask(planner, `{ a${index}: own0 }`)));
    const outcomes = await Promise.all(all);
    expect(outcomes.filter((code) => code === 'SERVICE_UNAVAILABLE')).toHaveLength(9);
    expect(outcomes.filter((code) => code === 'planned')).toHaveLength(1_001);
  });
});

describe('an operation that takes too long to plan', () => {
  it('is refused in time, while those behind it are planned', async () => {
    const planner = await open({ planTimeoutMs: 500 });
    const startedAt = performance.now();
    const culprit = outcome(ask(planner, slow));
    const others = ['{ own0 }', '{ own1 }', '{ own2 }'].map((document) => outcome(ask(planner, document)));
    expect(await culprit).toBe('OPERATION_CANNOT_BE_PLANNED');
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(await Promise.all(others)).toEqual(['planned', 'planned', 'planned']);
    expect(started.threads).toHaveLength(2);
    expect(started.running).toBe(1);
  });

  it('is not tried again soon', async () => {
    const planner = await open({ planTimeoutMs: 300 });
    expect(await outcome(ask(planner, slow))).toBe('OPERATION_CANNOT_BE_PLANNED');
    const startedAt = performance.now();
    expect(await outcome(ask(planner, slow))).toBe('OPERATION_CANNOT_BE_PLANNED');
    expect(performance.now() - startedAt).toBeLessThan(100);
  });

  it('is not one whose plan came while this thread was busy', async () => {
    const planner = await open({ planTimeoutMs: 300 });
    await ask(planner, quick);
    const plan = outcome(ask(planner, '{ own2 }'));
    await new Promise((resolve) => setImmediate(resolve)); // handed over
    const busyUntil = performance.now() + 600;
    while (performance.now() < busyUntil);
    expect(await plan).toBe('planned');
    expect(started.threads).toHaveLength(1);
  });
});

describe('a planner’s thread that ends', () => {
  it('is replaced, and what it was asked is planned by the next', async () => {
    const planner = await open();
    const plans = [twins(5, 10), '{ own0 }'].map((document) => outcome(ask(planner, document)));
    await delay(100);
    await started.latest.terminate();
    expect(await Promise.all(plans)).toEqual(['planned', 'planned']);
    expect(started.threads).toHaveLength(2);
  });

  it('takes no more than two with it for the same operation', async () => {
    const planner = await open();
    const plan = outcome(ask(planner, slow));
    await delay(100);
    await started.latest.terminate();
    while (started.threads.length < 2) await delay(10);
    await once(started.latest, 'message');
    await delay(100);
    await started.latest.terminate();
    expect(await plan).toBe('OPERATION_CANNOT_BE_PLANNED');
    expect(await outcome(ask(planner, quick))).toBe('planned');
  });

  it('is replaced when it ends with nothing to do', async () => {
    const planner = await open();
    for (let times = 1; times <= 7; times++) {
      await started.latest.terminate();
      expect(await outcome(ask(planner, `{ a${times}: own0 }`))).toBe('planned');
    }
  });

  it('is given up for now when it keeps ending before it opens, and tried again for the next request', async () => {
    const planner = await open();
    const ended = new Set([...started.threads]);
    void started.latest.terminate();
    const endAtOnce = setInterval(() => {
      if (!ended.has(started.latest)) void started.latest.terminate();
      ended.add(started.latest);
    }, 1);
    expect(await outcome(ask(planner, quick))).toBe('SERVICE_UNAVAILABLE');
    clearInterval(endAtOnce);
    expect(started.threads.length).toBeLessThan(12);
    expect(await outcome(ask(planner, quick))).toBe('planned');
  });

  it('for want of memory takes only the operation that wanted it', async () => {
    const planner = await open({ heapLimitMb: 30, planTimeoutMs: 60_000 });
    const greedy = outcome(ask(planner, twins(1, 4_000)));
    const modest = outcome(ask(planner, quick));
    expect(await greedy).toBe('OPERATION_CANNOT_BE_PLANNED');
    expect(await modest).toBe('planned');
    expect(started.threads).toHaveLength(2);
  });
});

describe('a planner that is closed', () => {
  it('refuses those who wait and those who come, and leaves no thread', async () => {
    const planner = await open();
    const plans = [slow, quick].map((document) => outcome(ask(planner, document)));
    await delay(50);
    await planner.close();
    expect(await Promise.all(plans)).toEqual(['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE']);
    expect(await outcome(ask(planner, quick))).toBe('SERVICE_UNAVAILABLE');
    await delay(50);
    expect(started.threads).toHaveLength(1);
    expect(started.running).toBe(0);
  });

  it('is no reason to stay alive even when it is not', async () => {
    const script = `
      const { openPlannerThread } = await import(process.argv[1]);
      const planner = await openPlannerThread({ supergraphSdl: ${JSON.stringify(supergraphSdl)} });
      const { kind } = await planner.plan({ document: '{ own0 }', operationName: undefined });
      console.log(kind);`;
    const entry = new URL('../../dist/planner/planner-thread.js', import.meta.url).href;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, entry], { timeout: 20_000 });
    const output: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, output: output.join('') }).toEqual({ code: 0, output: 'QueryPlan\n' });
  });
});
