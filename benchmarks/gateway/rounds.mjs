/** One phase: its variants up, compared, warmed, then measured in turn, round after round. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from './child-processes.mjs';
import { learnAnswers } from './compare.mjs';
import { applyLoad } from './load.mjs';
import { workloads } from './workloads.mjs';
import { variants } from './variants.mjs';

const manyConnections = 32;
/** Between two windows, for what the last one left under way. */
const restMs = 150;

export const full = { rounds: 3, warmMs: 1_500, discardMs: 1_000, windowMs: 3_000, alone: [200, 1_000] };
export const quick = { rounds: 1, warmMs: 1_500, discardMs: 300, windowMs: 1_500, alone: [100, 500] };

const rotate = (list, by) => [...list.slice(by % list.length), ...list.slice(0, by % list.length)];

/** Starts the phase's variants and asks each everything; the answers of the first are what the others must answer. */
async function open({ workload, operations, variants: names }, place) {
  const bodiesOf = (operation) =>
    workloads[workload].operations[operation].map((body) => JSON.stringify(body));
  const expected = {};
  const gateways = [];
  for (const name of names) {
    const { title, start, answersAnything } = variants[name];
    const gateway = { name, requests: {}, ...(await start({ workload, ...place })) };
    for (const operation of operations) {
      const { answers, requests } = await learnAnswers({
        title,
        url: gateway.url,
        bodies: bodiesOf(operation),
        expected: answersAnything ? undefined : expected[operation],
      });
      if (!answersAnything) expected[operation] ??= answers;
      gateway.requests[operation] = requests;
    }
    gateways.push(gateway);
  }
  return gateways;
}

async function measureOne({ url, pid, requests, name }, operation, { discardMs, windowMs, alone }, place) {
  const pids = variants[name].countsSubgraphs ? [pid, place.subgraphsPid] : [pid];
  const common = { url, requests: requests[operation], pids };
  const loaded = await applyLoad({ ...common, connections: manyConnections, discardMs, windowMs });
  await sleep(restMs);
  const single = await applyLoad({ ...common, connections: 1, discardMs: alone[0], windowMs: alone[1] });
  await sleep(restMs);
  return { ...loaded, p50Alone: single.p50 };
}

/** @returns for each operation a list of rounds: the variant's name to what was measured */
export async function runPhase(phase, lengths, place, report) {
  const gateways = await open(phase, place);
  const results = Object.fromEntries(phase.operations.map((operation) => [operation, []]));
  for (const operation of phase.operations) {
    for (const { url, pid, requests } of gateways)
      await applyLoad({
        ...{ url, requests: requests[operation], pids: [pid] },
        ...{ connections: manyConnections, discardMs: 0, windowMs: lengths.warmMs },
      });
    for (let round = 0; round < lengths.rounds; round++) {
      const measured = {};
      for (const gateway of rotate(gateways, round)) {
        measured[gateway.name] = await measureOne(gateway, operation, lengths, place).catch((cause) => {
          throw new Error(`${variants[gateway.name].title}: ${cause.message}`, { cause });
        });
        report(operation, gateway.name, measured[gateway.name]);
      }
      results[operation].push(measured);
    }
  }
  await Promise.all(gateways.map(({ stop }) => stop()));
  return results;
}

export const startSubgraphs = () => startProcess('subgraphs.mjs');
