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
import { toEventRows, type EventRecord, type EventRows } from '../event-record.js';
import { upsertDataSet, upsertSources } from '../stores/imports.js';
import { refreshRelationDays } from '../stores/relation-days.js';
import { analyzeEvents, findEventWorld, upsertEvents } from '../stores/write-events.js';
import { openSeenIds, type SeenIds } from './seen-ids.js';

/** An event of a foreign file, with the sources it cites. */
export interface ImportedEvent {
  readonly record: EventRecord;
  readonly sources: readonly Omit<Source, 'dataSet'>[];
}

export type ReadEvents = (
  file: LocalFile,
  context: ImportContext<Database>,
) => AsyncIterable<Parsed<ImportedEvent> | readonly Parsed<ImportedEvent>[]>;

const batchRows = 20_000;

/** An event ready to be written, with the sources it cites. */
interface PreparedEvent {
  readonly rows: EventRows;
  readonly sources: ImportedEvent['sources'];
}

/** Prepares events, and rejects an id that came before, in whichever file. */
async function* prepare(
  read: ReturnType<ReadEvents>,
  seen: SeenIds,
  toRows: (record: EventRecord) => EventRows,
): AsyncGenerator<readonly Parsed<PreparedEvent>[]> {
  for await (const some of read)
    yield [some].flat().map((parsed) => {
      const { line, row, reject } = parsed;
      if (reject) return { line, reject };
      const { record, sources } = row;
      if (seen.add(record.id)) return { line, row: { rows: toRows(record), sources } };
      return { line, reject: { reason: 'a record of this id came before', field: 'id', value: record.id } };
    });
}

async function storeBatch(transaction: Database, batch: readonly PreparedEvent[], dataSet: string) {
  const sources = new Map<string, Source>();
  for (const event of batch)
    for (const source of event.sources)
      if (!sources.has(source.id)) sources.set(source.id, { ...source, dataSet });
  const newSources = await upsertSources(transaction, [...sources.values()]);
  return upsertEvents(
    transaction,
    batch.map(({ rows }) => rows),
    dataSet,
    newSources,
  );
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
    const seen = openSeenIds();
    const world = await findEventWorld(transaction);
    const reports: ImportReport[] = [];
    const { rejects, signal } = context;
    for (const file of files) {
      const rows = prepare(read(file, context), seen, (record) => toEventRows(record, dataSet, world));
      const store = (batch: readonly PreparedEvent[]) => storeBatch(transaction, batch, dataSet);
      reports.push(await loadRows(rows, { path: file.path, rejects, store, signal, batchRows }));
    }
    const report = sumReports(reports);
    await upsertDataSet(transaction, dataSet, files, report.read - report.rejected);
    await analyzeEvents(transaction, report.created + report.updated);
    await refreshRelationDays(transaction);
    return report;
  });
