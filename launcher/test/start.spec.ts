import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** The commands as a user types them, in processes of their own. */
const bin = fileURLToPath(new URL('../bin/', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

let folder: string;
const started: Running[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'corridor-start-'));
  chmodSync(folder, 0o755); // as root, the server runs as another user who must get in
});
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  run('reset').child.stdout?.resume();
  await started.splice(0)[0]!.ended;
  rmSync(folder, { recursive: true, force: true });
});

function run(command: string, env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [`${bin}${command}.mjs`], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const running = { child, output: () => text, ended };
  started.push(running);
  return running;
}

async function addressOf({ output, child }: Running): Promise<string> {
  for (;;) {
    const [, url] = /answers at (\S+)/.exec(output()) ?? [];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`it ended: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ask(url: string): Promise<unknown> {
  const body = JSON.stringify({
    query: '{country(code:"PK"){name projects(first:1){totalCount} events(first:1){totalCount}}}',
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return ((await response.json()) as { data: { country: unknown } }).data.country;
}

const known = {
  name: 'Pakistan',
  projects: { totalCount: expect.any(Number) },
  events: { totalCount: expect.any(Number) },
};

/** Processes of PostgreSQL over this test's folder. */
function listServers(): string[] {
  const processes = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
  return processes.split('\n').filter((line) => line.includes(folder) && line.includes('postgres'));
}

describe('npm start', () => {
  it('loads the data, answers, and stops all of it on SIGTERM', async () => {
    const running = run('start');
    expect(await ask(await addressOf(running))).toMatchObject(known);
    expect(running.output()).toMatch(/Loading the data: done/);
    expect(listServers()).not.toEqual([]);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(listServers()).toEqual([]);
  });

  it('says so and ends with 1 beside another that runs', async () => {
    const first = run('start');
    await addressOf(first);
    const second = run('start');
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(String(first.child.pid));
    expect(second.output().trim().split('\n')).toHaveLength(1);
  });

  it('killed with -9 in the middle of its load recovers at the next start, and killed again loses nothing', async () => {
    const first = run('start');
    while (listServers().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // now it migrates or loads
    first.child.kill('SIGKILL');
    await first.ended;
    const second = run('start');
    const answer = await ask(await addressOf(second));
    expect(answer).toMatchObject(known);
    second.child.kill('SIGKILL');
    await second.ended;
    const third = run('start');
    expect(await ask(await addressOf(third))).toEqual(answer);
    expect(third.output()).not.toContain('Loading');
  });

  it('says that its database ended, and recovers at the next start', async () => {
    const first = run('start');
    await addressOf(first);
    const [line] = listServers().filter((each) => each.includes(' -D '));
    process.kill(Number(line!.trim().split(' ')[0]), 'SIGKILL');
    expect(await first.ended).toBe(1);
    expect(first.output()).toMatch(/Start again: nothing that was committed is lost/);
    expect(await ask(await addressOf(run('start')))).toMatchObject(known);
  });

  it('with its port taken says so in a sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const running = run('start', { PORT: String(port) });
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain(`Port ${port} is taken`);
    other.close();
  });

  it('refuses settings that it cannot use, by name', async () => {
    const running = run('start', { DATABASE_URL: 'mysql://user:secret@host/db' });
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(/DATABASE_URL/);
    expect(running.output()).not.toMatch(/secret/);
  });
});

describe('npm run import', () => {
  it('names the data sets there are when asked for another', async () => {
    const running = run('import', {});
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(/Which data set\?[^]*aiddata-sca/);
  });
});
