import type { Database } from '@corridor/database';
import type { Source } from '@corridor/facts';
import {
  loadRows,
  sumReports,
  type ImportContext,
  type ImportReport,
  type LocalFile,
  type Parsed,
} from '@corridor/importing';
import { toEventRows, type EventRecord } from '../event-record.js';
import { upsertDataSet, upsertSources } from '../stores/imports.js';
import { refreshRelationDays } from '../stores/relation-days.js';
import { analyzeEvents, findEventWorld, upsertEvents } from '../stores/write-events.js';

/** An event of a foreign file, with the sources it cites. */
export interface ImportedEvent {
  readonly record: EventRecord;
  readonly sources: readonly Omit<Source, 'dataSet'>[];
}

export type ReadEvents = (
  file: LocalFile,
  context: ImportContext<Database>,
) => AsyncIterable<Parsed<ImportedEvent>>;

/** Rejects an id that came before, in whichever file. */
async function* withoutRepeated(
  rows: AsyncIterable<Parsed<ImportedEvent>>,
  seen: Set<string>,
): AsyncGenerator<Parsed<ImportedEvent>> {
  for await (const parsed of rows) {
    const id = parsed.row?.record.id;
    if (id !== undefined && seen.has(id))
      yield {
        line: parsed.line,
        reject: { reason: 'a record of this id came before', field: 'id', value: id },
      };
    else yield parsed;
    if (id !== undefined) seen.add(id);
  }
}

async function storeBatch(transaction: Database, batch: readonly ImportedEvent[], dataSet: string) {
  const sources = new Map(
    batch.flatMap(({ sources }) => sources.map((source) => [source.id, { ...source, dataSet }] as const)),
  );
  await upsertSources(transaction, [...sources.values()]);
  const world = await findEventWorld(transaction);
  const rows = batch.map(({ record }) => toEventRows(record, dataSet, world));
  return upsertEvents(transaction, rows, dataSet);
}

/**
 * Imports the events of a data set's files. All or nothing: an import that breaks off leaves what was there. Compiled
 * events of the same id stay as they are.
 */
export const importEvents = (
  dataSet: string,
  files: readonly LocalFile[],
  context: ImportContext<Database>,
  read: ReadEvents,
): Promise<ImportReport> =>
  context.database.transaction(async (transaction) => {
    const seen = new Set<string>();
    const reports: ImportReport[] = [];
    for (const file of files) {
      const rows = withoutRepeated(read(file, context), seen);
      const store = (batch: readonly ImportedEvent[]) => storeBatch(transaction, batch, dataSet);
      reports.push(
        await loadRows(rows, { path: file.path, rejects: context.rejects, store, signal: context.signal }),
      );
    }
    const report = sumReports(reports);
    await upsertDataSet(transaction, dataSet, files, report.read - report.rejected);
    await analyzeEvents(transaction);
    await refreshRelationDays(transaction);
    return report;
  });
