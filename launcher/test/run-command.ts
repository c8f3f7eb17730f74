import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/', import.meta.url));
const project = fileURLToPath(new URL('../..', import.meta.url));
const pollMs = 50;

/** A command in a process of its own, as a user types it. */
export interface Running {
  readonly child: ChildProcess;
  /** What it wrote so far, both streams. */
  readonly output: () => string;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Commands over one temporary data directory, which all end with the test. */
export interface Commands {
  /** The data directory. */
  readonly folder: string;
  run(command: string, env?: Readonly<Record<string, string>>, args?: readonly string[]): Running;
  /** The same through npm, in a process group of its own, as in a terminal. */
  runWithNpm(script: string): Running;
  /** Processes of PostgreSQL over the data directory, as lines of `ps`. */
  listServers(): string[];
  end(): Promise<void>;
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function follow(child: ChildProcess): Running {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => text, ended };
}

export function openCommands(): Commands {
  const folder = mkdtempSync(path.join(tmpdir(), 'corridor-start-'));
  chmodSync(folder, 0o755); // as root, the server runs as another user who must get in
  const started: Running[] = [];
  const begin = (program: string, args: readonly string[], options: object, env = {}) => {
    const own = { PATH: process.env['PATH'], HOME: folder, DATA_DIR: folder, PORT: '0', ...env };
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const running = follow(spawn(program, args, { env: own, stdio: [...stdio], ...options }));
    started.push(running);
    return running;
  };
  const run: Commands['run'] = (command, env, args = []) =>
    begin(process.execPath, [`${bin}${command}.mjs`, ...args], {}, env);
  return {
    folder,
    run,
    runWithNpm: (script) => begin('npm', ['run', '--silent', script], { cwd: project, detached: true }),
    listServers: () =>
      execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes(folder) && line.includes('postgres')),
    end: async () => {
      for (const { child, ended } of started) {
        child.kill('SIGTERM');
        await ended;
      }
      await run('reset').ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address that a start prints once it answers. */
export async function addressOf({ output, child }: Running): Promise<string> {
  for (;;) {
    const [, url] = /answers at (\S+)/.exec(output()) ?? [];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`it ended: ${output()}`);
    await sleep(pollMs);
  }
}

/** Waits until something is so, and fails with what was written when it never is. */
export async function waitUntil(isSo: () => boolean, { output }: Running, limitMs = 20_000): Promise<void> {
  for (const deadline = Date.now() + limitMs; !isSo(); await sleep(pollMs))
    if (Date.now() > deadline) throw new Error(`waited in vain: ${output()}`);
}

/** One question to all three services; null where the country is not known. */
export async function ask(url: string): Promise<unknown> {
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
