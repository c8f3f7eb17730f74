/**
 * What the dashboards' operations cost, from the request to the rows and back, beside a stock stack and a hand-written
 * endpoint. Prints its tables and writes them into RESULTS.md. `--quick` measures in short windows, once, and writes nothing;
 * `--only=<variant,…>` and `--operation=<name>` leave the others out.
 */
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '../../scripts/build.mjs';
import { describeCommit, writeResults } from '../results.mjs';
import { killAll, stopAll } from '../gateway/child-processes.mjs';
import { learnAnswers } from '../gateway/compare.mjs';
import { applyLoad } from '../gateway/load.mjs';
import { operations } from './operations.mjs';
import { linesOf, targetLines } from './table.mjs';
import { startVariants, titles } from './variants.mjs';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, operation: { type: 'string' } },
});
const full = { rounds: 3, warmMs: 3_000, discardMs: 1_000, windowMs: 3_000 };
const quick = { rounds: 1, warmMs: 1_500, discardMs: 300, windowMs: 1_500 };
const { rounds, warmMs, ...window } = flags.quick ? quick : full;
const restMs = 150;
const chosen = operations.filter(({ name }) => !flags.operation || name === flags.operation);

process.on('exit', killAll);
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

const rotate = (list, by) => [...list.slice(by % list.length), ...list.slice(0, by % list.length)];

/** Asks every variant for the operation; all but the hand-written one must answer alike. */
async function learn(variants, operation) {
  let expected;
  const requests = {};
  for (const [name, { urlOf, answersOtherwise }] of Object.entries(variants)) {
    const asked = { title: titles[name], url: urlOf(operation), bodies: [operation.body] };
    const learned = await learnAnswers({ ...asked, expected: answersOtherwise ? undefined : expected });
    if (!answersOtherwise) expected ??= learned.answers;
    requests[name] = learned.requests;
  }
  return requests;
}

/** One connection: with more, the product would share identical requests under way and look cheaper than it is. */
const loadOf = (variant, operation, requests, lengths) =>
  applyLoad({ url: variant.urlOf(operation), requests, connections: 1, pids: variant.pids, ...lengths });

async function measureOperation(variants, operation) {
  const requests = await learn(variants, operation);
  const names = Object.keys(variants);
  for (const name of names)
    await loadOf(variants[name], operation, requests[name], { discardMs: 0, windowMs: warmMs });
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    const results = {};
    for (const name of rotate(names, round)) {
      results[name] = await loadOf(variants[name], operation, requests[name], window);
      await sleep(restMs);
    }
    measured.push(results);
    for (const [name, { cpuMs, p50 }] of Object.entries(results))
      process.stdout.write(
        `${operation.name}, ${titles[name]}: CPU ${cpuMs.toFixed(2)} ms, median ${p50.toFixed(1)} ms\n`,
      );
  }
  return measured;
}

const toLines = (results, data) => [
  `Database ${data}. CPU time is of all Node processes in user and kernel mode by a window of 3 s at one connection`,
  'after a discarded second (more connections would let the product share identical requests), PostgreSQL’s left out; latencies in ms.',
  'Variants took turns, in an order that rotated from round to round; ratios are medians of the rounds’ own ratios. No answer',
  'came from a cache. All but the hand-written endpoint answered alike. The stock stack is `benchmarks/graph/variants/stock-gateway.mjs` and',
  '`stock-service.mjs`; what the hand-written endpoint leaves out stands in `hand-written.mjs`.',
  '',
  ...linesOf(results),
  '',
  ...targetLines(results),
];

await build();
const { openData } = await import('./databases.mjs');
const data = await openData();
try {
  const wanted = flags.only ? flags.only.split(',') : Object.keys(titles);
  const variants = await startVariants(data.targets, wanted);
  const results = {};
  for (const operation of chosen) results[operation.name] = await measureOperation(variants, operation);
  const lines = toLines(results, data.describe);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (!flags.quick && !flags.only && !flags.operation) writeResults('bench:graph', describeCommit(), lines);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await stopAll();
  await data.close();
}
process.exit();
