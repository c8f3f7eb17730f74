import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import pg from 'pg';
import { type Connection, emptyCluster, findBinaries } from '../src/index.js';

/** A folder of this test's own, which other users can enter; `remove` also ends the processes that it led to. */
export interface Scratch {
  readonly folder: string;
  cluster(name: string): string;
  readonly openers: Opener[];
  remove(): Promise<void>;
}

export function makeScratch(): Scratch {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'embedded-postgres-test-')));
  chmodSync(folder, 0o755);
  const clusters = new Set<string>();
  const openers: Opener[] = [];
  return {
    folder,
    openers,
    cluster: (name) => {
      const dataDir = path.join(folder, name);
      clusters.add(dataDir);
      return dataDir;
    },
    remove: async () => {
      for (const opener of openers) await opener.kill();
      for (const dataDir of clusters) await emptyCluster(dataDir);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on a connection of its own and returns its rows. */
export async function query(
  connection: Connection,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined); // A cut session also fails its query, which is where the tests look.
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Compiles the package into the folder, once, with a program that opens a cluster: so that a plain Node process, outside
 * Jest, can be killed while it uses it.
 */
function compileOpener(folder: string): string {
  const compiled = path.join(folder, 'compiled');
  const program = path.join(compiled, 'opener.js');
  if (existsSync(program)) return program;
  mkdirSync(compiled);
  writeFileSync(path.join(compiled, 'package.json'), '{"type":"module"}');
  const source = fileURLToPath(new URL('../src', import.meta.url));
  for (const name of readdirSync(source)) {
    const { code } = transformSync(readFileSync(path.join(source, name), 'utf8'), {
      swcrc: false,
      configFile: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(path.join(compiled, name.replace(/\.ts$/, '.js')), code);
  }
  writeFileSync(
    program,
    `import { openCluster } from './index.js';
    const [dataDir, binDir] = process.argv.slice(2);
    const said = await openCluster({ dataDir, binDir }).then(
      ({ pid, reused }) => ({ pid, reused }),
      ({ name }) => ({ error: name }),
    );
    console.log(JSON.stringify(said));
    setInterval(() => {}, 1000);`,
  );
  return program;
}

/** Another process that opens a cluster, says what came of it, and then waits to be ended. */
export interface Opener {
  readonly child: ChildProcess;
  /** The cluster's process number and whether it was reused, or the name of the error. */
  readonly said: Promise<{ readonly pid?: number; readonly reused?: boolean; readonly error?: string }>;
  kill(): Promise<void>;
}

export function spawnOpener({ folder, openers }: Scratch, dataDir: string): Opener {
  const args = [compileOpener(folder), dataDir, findBinaries().binDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said = once(createInterface({ input: child.stdout }), 'line').then(
    ([line]) => JSON.parse(line as string) as Awaited<Opener['said']>,
  );
  said.catch(() => undefined); // Killed before it could say anything.
  const opener: Opener = {
    child,
    said,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
  openers.push(opener);
  return opener;
}

/** Waits until the condition holds; fails after the limit. */
export async function until(condition: () => boolean, limitMs = 10_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Not so after ${limitMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
