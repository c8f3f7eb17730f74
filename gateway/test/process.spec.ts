import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './library-graph.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  /** What it has written to standard error so far. */
  log(): string;
  readonly ended: Promise<number | null>;
}

const running: ChildProcess[] = [];

function run(env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  return { child, log: () => log, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

const urlOf = ({ log }: Running) =>
  eventually(async () => /"url":"([^"]+)"/.exec(log())?.[1], Boolean).then((url) => url as string);

/** An address where nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the gateway as a process', () => {
  beforeAll(async () => {
    const script = '../../scripts/build.mjs';
    const { build } = (await import(script)) as { build: () => Promise<number> };
    await build();
  });
  afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'starts with no subgraph there, answers, and ends cleanly on %s',
    async (signal) => {
      const process = run({ PORT: '0', METRICS_PORT: '0' });
      const url = await urlOf(process);
      const metricsPort = /"metricsPort":(\d+)/.exec(process.log())?.[1];
      const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      expect(metrics).toMatch(/^corridor_subgraph_ready\{subgraph="countries"\} 0$/m);
      expect(metrics).toMatch(/^corridor_supergraph_refused 0$/m);
      const body = JSON.stringify({ query: '{ __typename }' });
      const headers = { 'content-type': 'application/json' };
      expect(await (await fetch(url, { method: 'POST', headers, body })).json()).toEqual({
        data: { __typename: 'Query' },
      });
      expect((await fetch(new URL('/health/ready', url))).status).toBe(200);
      const started = Date.now();
      process.child.kill(signal);
      expect(await process.ended).toBe(0);
      expect(Date.now() - started).toBeLessThan(3_000);
    },
  );

  it('says in one sentence that its port is taken, and which setting cannot be used', async () => {
    const port = await freePort();
    const first = run({ PORT: String(port) });
    await urlOf(first);
    const second = run({ PORT: String(port) });
    expect(await second.ended).toBe(1);
    expect(second.log()).toMatch(/The gateway cannot start: .*EADDRINUSE.*\n$/);
    const third = run({ PORT: 'door' });
    expect(await third.ended).toBe(1);
    expect(third.log()).toMatch(/^The gateway cannot start: .*PORT[^\n]*\n$/);
  });
});
