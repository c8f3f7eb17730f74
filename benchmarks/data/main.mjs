/**
 * How events load and answer as they grow: synthetic volume through the real importer to 100,000, a million and ten million,
 * and at each size what the dashboards' statements take in the database. Prints its tables and writes them into RESULTS.md.
 * `--sizes=20000,100000` loads others and writes nothing; `--slow` shows
 * the statements of what takes over 25 ms. Needs CORRIDOR_MIRROR, whose real rows it replays.
 */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { describeCommit, writeResults } from '../results.mjs';
import { killAll, startProcess, stopAll } from '../gateway/child-processes.mjs';
import { fileURLToPath } from 'node:url';

const { values: flags } = parseArgs({ options: { sizes: { type: 'string' }, slow: { type: 'boolean' } } });
const sizes = (flags.sizes ?? '100000,1000000,10000000').split(',').map(Number);
const mirror = process.env.CORRIDOR_MIRROR;
if (!mirror) {
  process.stderr.write('Set CORRIDOR_MIRROR to the folder whose GDELT files are to be replayed.\n');
  process.exit(1);
}
const seed = 42;
const repeats = 5;

process.on('exit', killAll);
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

await build();
const { openDatabase } = await import('@corridor/database');
const { events, importers } = await import('@corridor/events');
const { openRejects } = await import('@corridor/importing');
const { openServer, settings } = await import('./server.mjs');
const { writeSynthetic } = await import('./synthetic.mjs');
const { questionsFor } = await import('./questions.mjs');

const number = (value) => Math.round(value).toLocaleString('en');
const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
};

/** Loads one stretch of the synthetic volume, as a file that a publisher would offer, with the importer that users have. */
async function load(server, database, from, to) {
  const file = path.join(server.folder, 'synthetic.export.CSV');
  await writeSynthetic(mirror, file, from, to);
  const rejects = openRejects(server.folder, 'gdelt');
  const started = performance.now();
  const cpu = process.cpuUsage();
  const local = { path: path.basename(file), location: file, bytes: statSync(file).size, sha256: `${from}-${to}`, verified: false };
  const report = await importers.find(({ id }) => id === 'gdelt').run([local], { database, rejects, onBytes() {} });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  rejects.close();
  rmSync(file);
  return { ...report, seconds, rate: report.created / seconds, cpuMs: (user + system) / 1000 };
}

const sizeOf = `
  select sum(pg_total_relation_size(oid))::double precision as bytes from pg_class
  where relkind = 'r' and relname ~ '^(event|relation_day|stale_relation_day|source)' and relname <> 'event_revision'`;

async function describeSize(server) {
  const [{ events: count }] = await server.rows(`select count(*)::integer as events from event_key`);
  const [{ bytes }] = await server.rows(sizeOf);
  return { count, bytesPerEvent: bytes / count };
}

async function findScopes(server) {
  const scopes = await server.rows(`
    select scope from event_month where scope <> 'world' group by 1 order by sum(events) desc`);
  const names = scopes.map(({ scope }) => scope);
  const kinds = await server.rows(`
    select kind from event_month where scope = 'world' group by 1 order by sum(events) desc limit 5`);
  const months = await server.rows(`select distinct to_char(month, 'YYYY-MM') as month from event_month order by 1`);
  return {
    countries: names.filter((name) => name.length === 3).slice(0, 12),
    pairs: names.filter((name) => name.length === 7).slice(0, 8).map((name) => name.split('-')),
    kinds: kinds.map(({ kind }) => kind),
    months: months.map(({ month }) => month),
  };
}

/** @returns whether it was answered in time */
async function ask(url, body) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { errors } = await response.json();
  if (errors?.some(({ extensions }) => extensions?.code !== 'SERVICE_UNAVAILABLE'))
    throw new Error(`${body.slice(-300)}: ${JSON.stringify(errors).slice(0, 500)}`);
  return !errors;
}

async function explainSlow(server, name, body, ms, url) {
  await server.forget();
  await ask(url, body);
  process.stdout.write(`  ${name}, ${ms.toFixed(0)} ms: ${JSON.stringify(JSON.parse(body).variables)}\n`);
  for (const { ms: took, planning, text } of await server.slowest(2))
    if (took + planning > 8) process.stdout.write(`    ${took} + ${planning} ms planning: ${text.slice(0, 420)}\n`);
}

/** The database's time for each question: the median of some, after a first one that is not counted. */
async function measure(server, questions) {
  const gateway = fileURLToPath(new URL('../graph/variants/gateway.mjs', import.meta.url));
  const { url } = await startProcess(gateway, { settings: { targets: server.targets } });
  const times = new Map();
  for (const { name, body } of questions) {
    await ask(url, body);
    const taken = [];
    for (let turn = 0; turn < repeats; turn += 1) {
      const before = await server.databaseTime();
      const isAnswered = await ask(url, body);
      taken.push(isAnswered ? (await server.databaseTime()) - before : Infinity);
    }
    times.set(name, quantile(taken, 0.5));
    if (flags.slow && quantile(taken, 0.5) > 25) await explainSlow(server, name, body, quantile(taken, 0.5), url);
  }
  await stopAll();
  return times;
}

function tableOf(measured, questions) {
  const head = ['what', ...measured.map(({ count }) => `${number(count)} events`)];
  const rows = questions
    .filter(({ group }) => group === 'dashboard')
    .map(({ name }) => [name, ...measured.map(({ times }) => times.get(name).toFixed(1))]);
  for (const group of ['counted', 'looked at']) {
    const names = questions.filter((one) => one.group === group).map(({ name }) => name);
    const of = ({ times }) => names.map((name) => times.get(name));
    const title = group === 'counted' ? 'random filters that counts answer' : 'random filters by text and place';
    rows.push([`${names.length} ${title}: median / p95`, ...measured.map((one) => `${quantile(of(one), 0.5).toFixed(1)} / ${quantile(of(one), 0.95).toFixed(1)}`)]);
  }
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

const server = await openServer();
try {
  const database = await openDatabase({ ...events, target: server.targets.events });
  await events.load(database, () => undefined);
  const measured = [];
  let questions;
  for (const [index, to] of sizes.entries()) {
    const loaded = await load(server, database, sizes[index - 1] ?? 0, to);
    const size = await describeSize(server);
    process.stdout.write(`${number(to)}: ${number(loaded.created)} created in ${loaded.seconds.toFixed(1)} s, ${number(loaded.rate)}/s, ${number(size.bytesPerEvent)} bytes per event\n`);
    questions ??= questionsFor({ ...(await findScopes(server)), seed });
    measured.push({ ...size, loaded, times: await measure(server, questions) });
  }
  await database.close();
  const lines = [
    `PostgreSQL of the npm package with ${settings.map((one) => `\`${one}\``).join(', ')} and default durability. Synthetic volume: the real GDELT rows of`,
    'the mirror again and again with days, ids and addresses of their own, loaded by the importer (read, checked, told apart, all indexes and counts',
    `kept) in one transaction a size. Milliseconds are the database's own for a whole operation (planning and execution of all its statements, median of ${repeats}), seed ${seed}.`,
    '',
    '| events | loaded at once | seconds | events/s | Node CPU µs/event | bytes/event in all |',
    '|---|---|---|---|---|---|',
    ...measured.map(({ count, bytesPerEvent, loaded }) =>
      `| ${[count, loaded.created].map(number).join(' | ')} | ${loaded.seconds.toFixed(1)} | ${number(loaded.rate)} | ${((loaded.cpuMs / loaded.created) * 1000).toFixed(0)} | ${number(bytesPerEvent)} |`),
    '',
    ...tableOf(measured, questions),
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (!flags.sizes) writeResults('bench:data', describeCommit(), lines);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await stopAll();
  await server.close();
}
process.exit();
