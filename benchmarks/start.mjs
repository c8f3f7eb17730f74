/**
 * What a newcomer waits for and what it costs: clones the last commit into a temporary folder, installs, starts the
 * product as README says and asks it. Prints a table and writes it into RESULTS.md.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { listTree, proportionalMemory } from './processes.mjs';
import { describeCommit, writeResults } from './results.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'corridor-bench-'));
chmodSync(folder, 0o755);
const clone = path.join(folder, 'corridor');
const dataDir = path.join(folder, 'data');
const firstStarts = 5;
const laterStarts = 5;
const question =
  '{ country(code: "PK") { name projects(first: 1) { totalCount } events(first: 1) { totalCount } } }';

const rows = [];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (values) =>
  `${median(values).toFixed(1)} s (worst ${Math.max(...values).toFixed(1)} s of ${values.length})`;
function report(what, figure, target) {
  rows.push(`| ${what} | ${figure} | ${target} |`);
  process.stdout.write(`${what}: ${figure} (target ${target})\n`);
}

function timed(work) {
  const startedAt = performance.now();
  work();
  return (performance.now() - startedAt) / 1000;
}

const env = { ...process.env, DATA_DIR: dataDir, PORT: '0' };
const run = (command, ...args) =>
  execFileSync(command, args, { cwd: clone, env, stdio: ['ignore', 'ignore', 'pipe'] });

/** Starts the product, waits for the first right answer, runs `meanwhile`, and stops it. */
async function start(meanwhile = async () => undefined) {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const closed = new Promise((resolve) => child.once('close', resolve));
  let url;
  while (!(url = /answers at (\S+)/.exec(output)?.[1])) {
    if (child.exitCode !== null) throw new Error(`npm start ended: ${output}`);
    await sleep(10);
  }
  const body = JSON.stringify({ query: question });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { data } = await response.json();
  if (data?.country?.name !== 'Pakistan') throw new Error('the first answer is wrong');
  const took = (performance.now() - startedAt) / 1000;
  await meanwhile(child.pid);
  process.kill(-child.pid, 'SIGTERM');
  await closed;
  return took;
}

async function measure() {
  execFileSync('git', ['clone', '--quiet', project, clone]);
  const install = timed(() => run('npm', 'ci'));
  const size = Number(execFileSync('du', ['-sm', clone], { encoding: 'utf8' }).split('\t')[0]);
  report('install (`npm ci`, packages in npm’s cache)', `${install.toFixed(1)} s`, '–');
  report('project on disk after install', `${size} MB`, '≤ 550 MB');

  const first = [];
  let memory;
  for (let round = 0; round < firstStarts; round++) {
    rmSync(dataDir, { recursive: true, force: true });
    execFileSync('find', [
      clone,
      '-name',
      'dist',
      '-not',
      '-path',
      '*/node_modules/*',
      '-exec',
      'rm',
      '-rf',
      '{}',
      '+',
    ]);
    const isLast = round === firstStarts - 1;
    const later = async (pid) => {
      if (!isLast) return;
      await sleep(30_000);
      memory = await proportionalMemory(await listTree(pid));
    };
    first.push(await start(later));
  }
  report(
    'first start to first answer, build and data load included',
    seconds(first),
    '≤ 15 s typical, ≤ 30 s at worst',
  );
  report(
    'memory (PSS) of all processes, 30 s after the first answer',
    `${Math.round(memory)} MB`,
    '≤ 450 MB',
  );

  const again = [];
  for (let round = 0; round < laterStarts; round++) again.push(await start());
  report('later start to first answer', seconds(again), '≤ 4 s');

  if (!process.env.CORRIDOR_MIRROR) return;
  const imported = timed(() => run('npm', 'run', 'import', '--', '--all'));
  report('`npm run import -- --all` from a mirror', `${imported.toFixed(1)} s`, '≤ 60 s');
}

try {
  await measure();
  writeResults('bench:start', describeCommit(clone), [
    '| what | measured | target |',
    '|---|---|---|',
    ...rows,
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
