import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Environment } from './commands.js';
import { projectFolder } from './settings.js';

const endTimeoutMs = 15_000;

/** Started before its main file: see there. */
const endWithParent = new URL('../bin/end-with-parent.mjs', import.meta.url).href;

/** A part of the graph as a process of its own. */
export interface Part {
  readonly name: string;
  readonly pid: number | undefined;
  /** Resolves, with a sentence, when it has ended, by itself or not. */
  readonly ended: Promise<string>;
  /** Asks it to end, and makes it end when it does not. */
  end(): Promise<void>;
}

async function endProcess(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs);
  await ended;
  clearTimeout(timer);
}

/** Starts `<folder>/dist/main.js` as a process; it writes to this one's terminal. */
export function startPart(name: string, folder: string, env: Environment): Part {
  const main = path.join(projectFolder, folder, 'dist', 'main.js');
  const child = spawn(process.execPath, ['--import', endWithParent, main], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32', // a Ctrl-C is ours to pass on, in order
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${name} cannot be started: ${error.message}.`));
    child.once('exit', (code, signal) =>
      resolve(`${name} (process ${child.pid}) ended: ${signal ?? `exit code ${code}`}.`),
    );
  });
  return { name, pid: child.pid, ended, end: () => endProcess(child, ended) };
}
