import { setImmediate as turn } from 'node:timers/promises';
import { importReport, type ImportReport } from './import-report.js';
import type { Parsed } from './read-csv.js';
import type { Rejects } from './rejects.js';

const BATCH_ROWS = 1000;

/** What a store did with a batch; the three add up to the batch's length. */
export interface BatchCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface LoadOptions<Row> {
  /** How rejects call the file. */
  readonly path: string;
  readonly rejects: Rejects;
  /** Writes a batch, in its own transaction or in the caller's. */
  readonly store: (rows: readonly Row[]) => Promise<BatchCounts>;
  readonly signal?: AbortSignal | undefined;
  /** Rows handed to the store at a time. Default: 1,000. */
  readonly batchRows?: number;
}

/**
 * Runs one file's rows into a store in batches and its rejects into the rejects file. While a batch is stored the next is
 * read, so that two are in memory.
 * @param rows one by one or, where each row costs little, in blocks
 * @throws Error when a store's counts do not cover its batch, and whatever the rows or the store throw
 */
export async function loadRows<Row>(
  rows: AsyncIterable<Parsed<Row> | readonly Parsed<Row>[]>,
  options: LoadOptions<Row>,
): Promise<ImportReport> {
  const { path, rejects, signal, batchRows = BATCH_ROWS } = options;
  const totals = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  let batch: Row[] = [];
  let storing: Promise<void> | undefined;
  const store = async (stored: readonly Row[]) => {
    const { created, updated, unchanged } = await options.store(stored);
    importReport({ read: stored.length, created, updated, unchanged, rejected: 0 });
    totals.created += created;
    totals.updated += updated;
    totals.unchanged += unchanged;
  };
  const flush = async () => {
    await storing;
    signal?.throwIfAborted();
    if (batch.length > 0) storing = store(batch);
    storing?.catch(() => undefined); // it is awaited with the next batch
    batch = [];
  };
  const take = (parsed: Parsed<Row>) => {
    totals.read += 1;
    if (!parsed.reject) {
      for (const part of parsed.partRejects ?? []) rejects.add({ file: path, ...part });
      return batch.push(parsed.row);
    }
    totals.rejected += 1;
    return rejects.add({ file: path, line: parsed.line, ...parsed.reject });
  };
  try {
    for await (const some of rows) {
      if (isBlock(some)) some.forEach(take);
      else take(some);
      if (batch.length >= batchRows) await flush();
      if (storing && isBlock(some)) await turn(); // lets what is stored reach the database meanwhile
    }
    await flush();
  } finally {
    await storing;
  }
  return importReport(totals);
}

const isBlock = <Row>(some: Parsed<Row> | readonly Parsed<Row>[]): some is readonly Parsed<Row>[] =>
  Array.isArray(some);
