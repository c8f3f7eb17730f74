import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 100;

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** Resolves when the server's health address answers 200, however long that takes; rejects when aborted. */
export async function waitUntilReady(server: string, signal: AbortSignal): Promise<void> {
  while (!(await isReady(`${server}/health/ready`))) await sleep(pollMs, undefined, { signal });
}
