/** Load from a number of connections, each asking again as soon as it is answered, and what it cost the processes. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.mjs';

/** Linux counts CPU time in hundredths of a second. */
const millisecondsPerTick = 10;
const pageBytes = 4_096;
/** What is under way at the end of a window is answered before connections close, so that no variant pays for clients that leave. */
const longestDrainMs = 5_000;

/** CPU time of the processes so far, all their threads, in user and kernel mode. */
function cpuMs(pids) {
  let ticks = 0;
  for (const pid of pids) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * millisecondsPerTick;
}
const residentMb = (pid) =>
  (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes) / 2 ** 20;

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/**
 * @param requests bytes and the length of the right answer's body, asked for in turn
 * @param pids whose CPU time is counted; the first is the gateway, whose memory is told
 * @returns `cpuMs` per request, `p50`/`p99` in ms, `perSecond`, `rssMb`
 */
export async function applyLoad({ url, requests, connections, discardMs, windowMs, pids }) {
  const latencies = [];
  let isMeasuring = false;
  let next = 0;
  let fail;
  const failed = new Promise((_, reject) => (fail = reject));
  failed.catch(() => undefined); // is told by whoever waits below, if anybody still does
  let underWay = connections;
  let isOver = false;
  let allAnswered;
  const drained = new Promise((resolve) => (allAnswered = resolve));
  const open = Array.from({ length: connections }, () => new Connection(url, fail));
  const askAgain = (connection) => {
    const { bytes, length } = requests[next++ % requests.length];
    const askedAt = performance.now();
    connection.ask(bytes, (received, readText) => {
      if (isMeasuring) latencies.push(performance.now() - askedAt);
      if (received !== length) fail(new Error(`another answer under load: ${readText().slice(0, 400)}`));
      if (!isOver) askAgain(connection);
      else if (--underWay === 0) allAnswered();
    });
  };
  open.forEach(askAgain);
  try {
    await Promise.race([sleep(discardMs), failed]);
    isMeasuring = true;
    const [cpuBefore, startedAt] = [cpuMs(pids), performance.now()];
    await Promise.race([sleep(windowMs), failed]);
    const [cpuAfter, endedAt] = [cpuMs(pids), performance.now()];
    isMeasuring = false;
    isOver = true;
    await Promise.race([drained, sleep(longestDrainMs), failed]);
    if (latencies.length === 0) throw new Error('nothing was answered');
    latencies.sort((a, b) => a - b);
    return {
      cpuMs: (cpuAfter - cpuBefore) / latencies.length,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      perSecond: (latencies.length / (endedAt - startedAt)) * 1_000,
      rssMb: residentMb(pids[0]),
    };
  } finally {
    for (const connection of open) connection.end();
  }
}
