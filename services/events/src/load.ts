import { mergeRows, type Database } from '@corridor/database';
import { compiled, digestFiles, loadDataSet, Source } from '@corridor/facts';
import type { LoadProgress } from '@corridor/subgraph';
import { Claim, Position, RelationDriver } from './entities/claim.js';
import { CameoCode, Issue, NonStateActor } from './entities/codes.js';
import { Commitment, Statement } from './entities/statement.js';
import { VotingAgreement } from './entities/vote.js';
import { toEventRows } from './event-record.js';
import { readBook } from './facts/book.js';
import { checkBook } from './facts/check-book.js';
import { readCameoCodes, readVotingAgreement } from './facts/codes.js';
import { files } from './facts/files.js';
import {
  toClaimRows,
  toCommitmentRows,
  toDriverRows,
  toEventRecords,
  toIssueRows,
  toNonStateActorRows,
  toPositionRows,
  toStatementRows,
} from './facts/to-rows.js';
import { markRelationDays, refreshRelationDays } from './stores/relation-days.js';
import { deleteOtherEvents, findEventWorld, upsertEvents } from './stores/write-events.js';

/** Part of the digests: raise it when the rows made of equal files change, or a migration marks days to be summed anew. */
const format = 'events 4';

const replace = { replace: compiled };

async function loadFacts(database: Database): Promise<number> {
  const book = readBook();
  checkBook(book);
  const sources = files.readSources();
  await mergeRows(database, Source, sources.rows, replace);
  const scores = await mergeRows(database, CameoCode, readCameoCodes(), replace);
  if (scores.created + scores.updated > 0) await markRelationDays(database);
  await mergeRows(database, NonStateActor, toNonStateActorRows(book), replace);
  await mergeRows(database, Issue, toIssueRows(book), replace);
  const world = await findEventWorld(database);
  const events = toEventRecords(book, sources).map((record) => toEventRows(record, compiled, world));
  await deleteOtherEvents(
    database,
    events.map(({ event }) => event.id),
    compiled,
  );
  await upsertEvents(database, events, compiled);
  await mergeRows(database, Statement, toStatementRows(book, sources), replace);
  await mergeRows(database, Commitment, toCommitmentRows(book), replace);
  await mergeRows(database, Claim, toClaimRows(book, sources), replace);
  await mergeRows(database, Position, toPositionRows(book, sources), replace);
  await mergeRows(database, RelationDriver, toDriverRows(book, sources), replace);
  await refreshRelationDays(database);
  return Object.values(book).reduce((sum, records) => sum + records.length, 0);
}

async function loadVotingAgreement(database: Database): Promise<number> {
  const rows = readVotingAgreement();
  await mergeRows(database, VotingAgreement, rows, replace);
  return rows.length;
}

/**
 * Loads the compiled facts where they changed.
 * @throws FactError for a record that does not fit or names what does not exist
 */
export async function load(database: Database, onProgress: LoadProgress): Promise<void> {
  const digest = digestFiles(files.listFiles(), format);
  await loadDataSet(database, {
    name: compiled,
    digest,
    load: (transaction) => {
      onProgress('events', 0);
      return loadFacts(transaction);
    },
  });
  await loadDataSet(database, {
    name: 'voting-agreement',
    digest,
    load: loadVotingAgreement,
  });
  onProgress('events', 1);
}
