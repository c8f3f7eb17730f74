import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '@corridor/testkit';
import { toAddress } from '@corridor/launcher';
import { readFileSync } from 'node:fs';
import { dashboards } from '../world/dashboards.js';
import { openTestGraph, type Answer } from '../world/open-test-graph.js';

/** Every service and the gateway as processes, as `npm run start:services` and the containers run them. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const names = ['countries', 'projects', 'events'] as const;
const folderOf = (name: string) => (name === 'gateway' ? 'gateway' : `services/${name}`);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

const processes = new Map<string, ChildProcess>();
const databases = new Map<string, TestDatabase>();
const ports: Record<string, number> = {};

function startProcess(name: string): void {
  const urls = Object.fromEntries(
    names.map((each) => [`${each.toUpperCase()}_URL`, `http://127.0.0.1:${ports[each]}/graphql`]),
  );
  const database = databases.get(name);
  const own = database ? { [`${name.toUpperCase()}_DATABASE_URL`]: toAddress(database.target) } : urls;
  const child = spawn(process.execPath, [`${root}${folderOf(name)}/dist/main.js`], {
    env: { PATH: process.env['PATH'], PORT: String(ports[name]), LOG_LEVEL: 'fatal', ...own },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  processes.set(name, child);
}

async function kill(name: string, signal: NodeJS.Signals): Promise<number | null> {
  const child = processes.get(name)!;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

async function until(check: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await check().catch(() => false));) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const isReady = (name: string) => async () =>
  (await fetch(`http://127.0.0.1:${ports[name]}/health/ready`)).ok;

async function ask(query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${ports['gateway']}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

beforeAll(async () => {
  for (const name of [...names, 'gateway']) ports[name] = await freePort();
  startProcess('gateway'); // first: it starts with every subgraph down
  for (const name of names) databases.set(name, await openTestDatabase(name));
  await until(isReady('gateway'));
});
afterAll(async () => {
  for (const name of processes.keys())
    if (processes.get(name)!.exitCode === null && !processes.get(name)!.killed) await kill(name, 'SIGTERM');
  for (const database of databases.values()) await database.drop();
});

/** The order in which errors of one answer come is nobody's promise. */
const byPath = ({ data, errors }: Answer) => ({
  data: data as unknown,
  errors: errors?.toSorted((one, other) => String(one.path).localeCompare(String(other.path))),
});

const question = '{country(code:"PK"){name projects{totalCount} events(first:1){nodes{title}}}}';

describe('a gateway', () => {
  it('that starts before its services says which one is missing, and heals when they come', async () => {
    const { data, errors } = await ask('{country(code:"PK"){name}}');
    expect(data).toEqual({ country: null });
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message).toMatch(/countries/);
    for (const name of names) startProcess(name);
    for (const name of names) await until(isReady(name));
    await until(async () => (await ask(question)).errors === undefined);
  });

  it('answers the same as the graph in one process', async () => {
    const inProcess = await openTestGraph();
    const questions = JSON.parse(readFileSync(`${root}tests/facts/questions.json`, 'utf8')) as {
      query: string;
    }[];
    const wrong = `{ projects(first: 1000) { nodes { id } } country(code: "PK") { name events(after: "x") { nodes { id } } } }`;
    const operations = [...questions, ...dashboards, { query: wrong }] as {
      query: string;
      variables?: Record<string, unknown>;
    }[];
    try {
      for (const { query, variables } of operations) {
        const [here, there] = await Promise.all([inProcess.ask(query, variables), ask(query, variables)]);
        expect(byPath(there)).toEqual(byPath(here));
      }
    } finally {
      await inProcess.close();
    }
  });

  it('with the projects service killed still answers name and events, with one error that names the service only', async () => {
    await kill('projects', 'SIGKILL');
    const { data, errors } = await ask(question);
    expect(data.country.name).toBe('Pakistan');
    expect(data.country.projects).toBeNull();
    expect(data.country.events.nodes).toHaveLength(1);
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
    expect(errors![0]!.message).toMatch(/projects/);
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|localhost|ECONN|stack|select|at \//i);
  });

  it('is whole again as soon as the service is', async () => {
    startProcess('projects');
    await until(isReady('projects'));
    await until(async () => (await ask(question)).errors === undefined, 2_000);
  });

  it('ends cleanly on SIGTERM, and so does every service', async () => {
    for (const name of ['gateway', ...names]) expect(await kill(name, 'SIGTERM')).toBe(0);
  });
});
