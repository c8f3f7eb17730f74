import { setTimeout as delay } from 'node:timers/promises';

/** Waits until something holds, at most ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const endsAt = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > endsAt) throw new Error(`not in ten seconds: ${holds.toString()}`);
    await delay(10);
  }
}
