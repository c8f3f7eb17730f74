/**
 * What a request costs each gateway, side by side. Prints its tables and writes them into RESULTS.md.
 * `--quick` measures in short windows, once, and writes nothing; `--only=<variant,…>` leaves the other variants out;
 * `--operation=<name>` the other operations.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { describeCommit, writeResults } from '../results.mjs';
import { killAll, stopAll } from './child-processes.mjs';
import { phases } from './phases.mjs';
import { full, quick, runPhase, startSubgraphs } from './rounds.mjs';
import { composeSupergraph } from './supergraph.mjs';
import { rowsOf, tableHead } from './table.mjs';
import { targetHead, targetRows } from './targets.mjs';
import { hiveFile, variants } from './variants.mjs';
import { workloads } from './workloads.mjs';

/** A run takes about eight minutes; one that takes this long hangs. */
const endAfterMs = 15 * 60_000;
const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, operation: { type: 'string' } },
});
const lengths = flags.quick ? quick : full;
const folder = mkdtempSync(path.join(tmpdir(), 'corridor-bench-gateway-'));

function removeAll() {
  killAll();
  rmSync(folder, { recursive: true, force: true });
}
const endWith = (code) => () => {
  removeAll();
  process.exit(code);
};
process.on('SIGINT', endWith(130));
process.on('SIGTERM', endWith(143));
process.on('exit', removeAll);
setTimeout(() => {
  process.stderr.write('The run takes too long.\n');
  endWith(1)();
}, endAfterMs).unref();

const titles = {
  dashboard: 'Dashboard: five fetches over three hops, an answer of 11 KB',
  card: 'One fetch',
  suite: 'The public suite’s workload in our own words: the same entities met again and again',
};

function writeSupergraph(workload, ports) {
  const urls = Object.fromEntries(
    Object.keys(workloads[workload].services).map((name) => [
      name,
      `http://127.0.0.1:${ports[name]}/graphql`,
    ]),
  );
  const supergraphFile = path.join(folder, `${workload}.graphql`);
  writeFileSync(
    supergraphFile,
    composeSupergraph(workloads[workload], (name) => urls[name]),
  );
  return { supergraphFile, urls };
}

const isWanted = (name) => !flags.only || flags.only.split(',').includes(name);
const selected = ({ variants: names, operations, ...phase }) => ({
  ...phase,
  variants: names.filter((name) => isWanted(name)),
  operations: operations.filter((operation) => !flags.operation || flags.operation === operation),
});
/** Something to measure, and more than stock alone where others were to run beside it. */
const hasWork = ({ variants: names, operations }) =>
  operations.length > 0 &&
  names.length > 0 &&
  (names.length > 1 || names[0] !== 'stock' || flags.only === 'stock');

const say = (operation, name, { cpuMs, p50Alone, p99, perSecond }) =>
  process.stdout.write(
    `${operation}, ${variants[name].title}: ${cpuMs.toFixed(3)} ms, ${perSecond.toFixed(0)}/s, p99 ${p99.toFixed(1)}, alone ${p50Alone.toFixed(2)}\n`,
  );

async function measure() {
  if (!existsSync(hiveFile))
    throw new Error('Hive Gateway is missing: run `npm ci --prefix benchmarks` first.');
  await build();
  const subgraphs = await startSubgraphs();
  const sections = [];
  for (const phase of phases.map(selected).filter(hasWork)) {
    const place = { ...writeSupergraph(phase.workload, subgraphs.ports), subgraphsPid: subgraphs.pid };
    const results = await runPhase(phase, lengths, place, say);
    for (const [operation, rounds] of Object.entries(results)) sections.push({ operation, rounds });
  }
  await stopAll();
  return sections;
}

const toLines = (sections) => [
  'CPU time is of the gateway’s process in user and kernel mode, by a window of 3 s at 32 connections after a discarded',
  'second; latencies in ms. Variants of one table took turns, in an order that rotated from round to round; ratios are',
  'medians of the rounds’ own ratios. Each ran in one process with `--max-semi-space-size=64`, logged no requests,',
  'and all gave the same answers (hello world excepted).',
  ...Object.entries(titles).flatMap(([operation, title]) => {
    const tables = sections.filter((section) => section.operation === operation);
    return tables.flatMap(({ rounds }, index) => [
      ...(index === 0 ? ['', `### ${title}`] : []),
      '',
      ...tableHead,
      ...rowsOf(rounds),
    ]);
  }),
  '',
  '### Targets',
  '',
  ...targetHead,
  ...targetRows(sections),
];

try {
  const sections = await measure();
  const lines = toLines(sections);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (!flags.quick && !flags.only && !flags.operation) writeResults('bench:gateway', describeCommit(), lines);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await stopAll();
}
