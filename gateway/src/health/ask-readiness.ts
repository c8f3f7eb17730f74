import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { SubgraphTarget } from '../subgraphs/open-subgraph.js';

const answerTimeoutMs = 1_500;

async function ask(target: SubgraphTarget, signal: AbortSignal): Promise<unknown> {
  if (!('url' in target)) return target.readiness();
  const { body } = await request(new URL('/health/ready', target.url), { signal });
  return body.json();
}

/** What a subgraph says of itself, unchecked; undefined when it says nothing within 1.5 s. @throws when it cannot be asked */
export async function askReadiness(target: SubgraphTarget): Promise<unknown> {
  const ending = new AbortController();
  const deadline = sleep(answerTimeoutMs, undefined, { signal: ending.signal, ref: false });
  deadline.catch(() => undefined); // it was answered in time
  try {
    return await Promise.race([ask(target, AbortSignal.timeout(answerTimeoutMs)), deadline]);
  } finally {
    ending.abort();
  }
}
