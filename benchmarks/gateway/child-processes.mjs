/** The processes of a run: each tells its message over IPC when it is up, and all end with the run. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const startTimeoutMs = 30_000;
const running = new Set();

/** The same for all variants. A young generation of 64 MB spares a server that allocates much most of its copying. */
const nodeFlags = ['--max-semi-space-size=64'];

const baseEnv = () => {
  const { NODE_OPTIONS, ...env } = process.env;
  return { ...env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1', LOG_LEVEL: 'warn' };
};

/**
 * Starts a script of this folder.
 * @param settings what it reads as its first argument
 * @returns its pid and the first message it sent
 */
export function startProcess(script, { settings = {}, args, env, flags = [], cwd } = {}) {
  const file = script.startsWith('/') ? script : fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(
    process.execPath,
    [...nodeFlags, ...flags, file, ...(args ?? [JSON.stringify(settings)])],
    {
      cwd,
      env: { ...baseEnv(), ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${script} is not up in time`)), startTimeoutMs);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve({ pid: child.pid, stop: () => stop(child), ...message });
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`${script} ended with ${signal ?? code}`));
    });
  });
}

/** Ends a process: asked first, then made to. */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(timer);
}

export const stopAll = () => Promise.all([...running].map(stop));

/** For an end that waits for nothing. */
export const killAll = () => running.forEach((child) => child.kill('SIGKILL'));
