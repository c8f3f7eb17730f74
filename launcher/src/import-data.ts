import { setMaxListeners } from 'node:events';
import path from 'node:path';
import { createLogger } from '@corridor/config';
import { mergeRows, sql, toDatabaseProblem, type Database } from '@corridor/database';
import { ImportRun } from '@corridor/facts';
import {
  FileError,
  openProgress,
  openRejects,
  readCatalog,
  type ImportReport,
  type LocalFile,
} from '@corridor/importing';
import { openServiceDatabase } from '@corridor/subgraph';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from './commands.js';
import { waitForEnd } from './end-of-process.js';
import { readImportArguments } from './import-arguments.js';
import { owners, planImports, type ImportJob } from './import-jobs.js';
import { openDatabases, type Databases, type ServiceName } from './open-databases.js';
import { projectFolder, readLauncherSettings, type Settings } from './settings.js';
import { UserProblem } from './user-problem.js';

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
const number = (value: number) => value.toLocaleString('en');

/** Thrown to undo a rehearsal. */
class Rehearsed extends Error {
  constructor(readonly report: ImportReport) {
    super('a rehearsal is undone');
  }
}

function summarize({ read, created, updated, unchanged, rejected }: ImportReport, seconds: number): string {
  const counts = { created, updated, unchanged, rejected };
  const parts = Object.entries(counts).map(([name, count]) => `${number(count)} ${name}`);
  return `${number(read)} read = ${parts.join(' + ')}, ${seconds.toFixed(1)} s`;
}

const turnPollMs = 250;

/** Waits until no other import writes into this database; the turn ends with the transaction. */
async function waitForTurn(transaction: Database, service: ServiceName, signal: AbortSignal): Promise<void> {
  for (let asked = 0; ; asked += 1) {
    const [row] = await transaction.rows<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('corridor import')) as free`,
    );
    if (row?.free) return;
    if (asked === 0) say(`Another import writes into the ${service} database: waiting for its end …`);
    await sleep(turnPollMs, undefined, { signal });
  }
}

interface JobContext {
  readonly database: Database;
  readonly settings: Settings;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

/** Imports files in one transaction, which also records what became of them. A rehearsal is undone at its end. */
function importFiles(
  { service, importer }: ImportJob,
  files: readonly LocalFile[],
  { database, dryRun, signal }: JobContext,
  tools: Pick<Parameters<ImportJob['importer']['run']>[1], 'rejects' | 'onBytes'>,
): Promise<ImportReport> {
  const startedAt = new Date().toISOString();
  return database
    .transaction(async (transaction) => {
      await waitForTurn(transaction, service, signal);
      const report = await importer.run(files, { database: transaction, signal, ...tools });
      if (dryRun) throw new Rehearsed(report);
      const read = files.map(({ path: name, sha256, url }) => ({ path: name, sha256, url }));
      await mergeRows(transaction, ImportRun, [{ dataSet: importer.id, files: read, startedAt, ...report }]);
      return report;
    })
    .catch((error: unknown) => {
      if (error instanceof Rehearsed) return error.report;
      throw error;
    });
}

/**
 * Brings the files here, then streams them into the service's database, with a bar for each.
 * @returns false when what is wrong with a file kept them out; the user has been told, and other jobs can go on
 */
async function runJob(job: ImportJob, context: JobContext): Promise<boolean> {
  const startedAt = Date.now();
  let bar = openProgress(process.stderr, { label: `${job.label}: fetching`, unit: 'bytes' });
  const rejects = openRejects(path.join(context.settings.DATA_DIR, 'rejects'), job.importer.id);
  try {
    const files = await job.open((doneBytes) => bar.update(doneBytes));
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    bar = openProgress(process.stderr, { label: job.label, unit: 'bytes', total });
    let done = 0;
    const onBytes = (bytes: number) => bar.update((done += bytes));
    const report = await importFiles(job, files, context, { rejects, onBytes });
    rejects.close();
    bar.finish(summarize(report, (Date.now() - startedAt) / 1000));
    for (const [reason, count] of rejects.counts) say(`  left out ${number(count)}: ${reason}`);
    if (rejects.total > 0) say(`  each with file and line in ${rejects.path}`);
    return true;
  } catch (error) {
    rejects.close('discard');
    bar.finish('not imported');
    if (!(error instanceof FileError)) throw error;
    say(`  ${error.message}`);
    return false;
  }
}

/** @returns whether every job was done */
async function runJobs(
  jobs: readonly ImportJob[],
  databases: Databases,
  context: Omit<JobContext, 'database'>,
): Promise<boolean> {
  const { settings, signal } = context;
  const opened = new Map<ServiceName, Database>();
  const open = async (name: ServiceName) => {
    const onUnreachable = (sentence: string) => say(`${sentence}: trying again …`);
    const logger = createLogger(name, settings.LOG_LEVEL);
    const options = { target: databases.targets[name], logger, onUnreachable };
    const database = await openServiceDatabase(owners[name].service, options, signal);
    opened.set(name, database);
    return database;
  };
  let isDone = true;
  try {
    for (const job of jobs) {
      const database = opened.get(job.service) ?? (await open(job.service));
      const ran = await runJob(job, { ...context, database }).catch((error: unknown) => {
        throw toDatabaseProblem(error, databases.targets[job.service]);
      });
      isDone &&= ran;
    }
    return isDone;
  } finally {
    await Promise.all([...opened.values()].map((database) => database.close()));
  }
}

/** What a person is told when an import ends early: who ended it rather than what broke because of that. */
function toImportProblem(error: unknown, signal: AbortSignal): unknown {
  const goOn = 'What was complete is kept; run it again to go on.';
  if (signal.aborted) return new UserProblem(`${(signal.reason as Error).message} ${goOn}`);
  if ((error as { code?: string }).code === 'SERVICE_UNAVAILABLE')
    return new UserProblem(`${(error as Error).message} ${goOn}`);
  return error;
}

const mostSkippedNamed = 10;

function saySkipped(names: readonly string[]): void {
  for (const name of names.slice(0, mostSkippedNamed)) say(`Skipped ${name}: of no format that is known.`);
  const others = names.length - mostSkippedNamed;
  if (others > 0) say(`Skipped ${number(others)} more, of no format that is known either.`);
}

/** `npm run import -- <data set, file, folder or address> …`: publishers' data into the database. */
export const importData: Command = async (args, env) => {
  const settings = readLauncherSettings(env);
  const given = readImportArguments(args);
  const catalog = await readCatalog(path.join(projectFolder, 'data', 'catalog.json'));
  const ending = new AbortController();
  const { signal } = ending;
  setMaxListeners(0, signal); // each file that is open listens
  void waitForEnd().ended.then(() => ending.abort(new Error('Stopped.')));
  const workDir = env['INIT_CWD'] ?? process.cwd();
  const plan = await planImports(given, { catalog, settings, workDir, signal });
  const databases = await openDatabases(settings, { onExit: (error) => ending.abort(error), join: true });
  let isDone: boolean;
  try {
    isDone = await runJobs(plan.jobs, databases, { settings, dryRun: given.dryRun, signal });
  } catch (error) {
    throw toImportProblem(error, signal);
  } finally {
    await databases.close();
  }
  if (given.dryRun) say('This was a rehearsal: nothing was written.');
  saySkipped(plan.unknown);
  return isDone && plan.unknown.length === 0 ? 0 : 1;
};
