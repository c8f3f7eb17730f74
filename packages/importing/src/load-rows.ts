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
 * Runs one file's rows into a store in batches and its rejects into the rejects file. Only one batch is in memory.
 * @throws Error when a store's counts do not cover its batch, and whatever the rows or the store throw
 */
export async function loadRows<Row>(
  rows: AsyncIterable<Parsed<Row>>,
  options: LoadOptions<Row>,
): Promise<ImportReport> {
  const { path, rejects, signal, batchRows = BATCH_ROWS } = options;
  const totals = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  let batch: Row[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    signal?.throwIfAborted();
    const { created, updated, unchanged } = await options.store(batch);
    importReport({ read: batch.length, created, updated, unchanged, rejected: 0 });
    totals.created += created;
    totals.updated += updated;
    totals.unchanged += unchanged;
    batch = [];
  };
  for await (const parsed of rows) {
    totals.read += 1;
    if (parsed.reject) {
      totals.rejected += 1;
      rejects.add({ file: path, line: parsed.line, ...parsed.reject });
    } else {
      batch.push(parsed.row);
      if (batch.length >= batchRows) await flush();
    }
  }
  await flush();
  return importReport(totals);
}
