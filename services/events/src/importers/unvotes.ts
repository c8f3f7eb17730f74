import { findFormerState, findIso3 } from '@corridor/country-codes';
import type { Database } from '@corridor/database';
import {
  importReport,
  readTable,
  type ImportContext,
  type Importer,
  type ImportReport,
  type LocalFile,
  type Rejection,
  type TableRow,
} from '@corridor/importing';
import { isDay } from '@corridor/schema';
import { upsertDataSet } from '../stores/imports.js';
import {
  upsertRollCalls,
  upsertVotes,
  type RollCallRow,
  type VoteRow,
  type Written,
} from '../stores/votes.js';

const dataSet = 'unvotes';

interface Counts {
  read: number;
  rejected: number;
}

/** The rows of a file that are any good; the others go to the rejects. Counts as it goes. */
async function* readRows<Row extends object>(
  file: LocalFile,
  context: ImportContext<Database>,
  counts: Counts,
  toRow: (row: TableRow) => Row | Rejection,
): AsyncGenerator<Row> {
  for await (const parsed of readTable(file, {}, context)) {
    counts.read += 1;
    const row = parsed.reject ?? toRow(parsed.row);
    if ('reason' in row) {
      counts.rejected += 1;
      context.rejects.add({ file: file.path, line: parsed.line, ...row });
    } else yield row;
  }
}

/** Reads roll calls; the place of each among them is remembered for their votes. */
const rollCallReader =
  (places: Map<string, number>) =>
  (row: TableRow): RollCallRow | Rejection => {
    const { rcid = '', date = '' } = row;
    if (!/^\d{1,9}$/.test(rcid)) return { reason: 'no roll call number', field: 'rcid', value: rcid };
    if (places.has(rcid)) return { reason: 'this roll call came before', field: 'rcid', value: rcid };
    if (!isDay(date)) return { reason: 'not a day', field: 'date', value: date };
    places.set(rcid, places.size);
    return { rcid: Number(rcid), votedOn: date };
  };

/**
 * Whose vote it is: ISO 3166-1 alpha-3, or ISO 3166-3 for a state that is no more. Each code is the seat's holder as the
 * publisher has it: RU is the Soviet Union too, TW the Republic of China until 1971.
 */
const findHolder = (alpha2: string) =>
  alpha2.length === 2 ? (findIso3(alpha2) ?? findFormerState(alpha2)) : undefined;

const votes = new Set(['yes', 'no', 'abstain']);

/** Reads votes; each holder has a byte per roll call, so that a second vote is noticed in little memory. */
function voteReader(places: ReadonlyMap<string, number>) {
  const cast = new Map<string, Uint8Array>();
  return (row: TableRow): VoteRow | Rejection => {
    const { rcid = '', country = '', country_code: code = '', vote = '' } = row;
    if (code === '') return { reason: 'no country code', field: 'country', value: country };
    const holder = findHolder(code);
    if (!holder) return { reason: 'unknown country code', field: 'country_code', value: code };
    const place = places.get(rcid);
    if (place === undefined) return { reason: 'no such roll call', field: 'rcid', value: rcid };
    if (!votes.has(vote)) return { reason: 'neither yes, no nor abstain', field: 'vote', value: vote };
    let voted = cast.get(holder);
    if (!voted) cast.set(holder, (voted = new Uint8Array(places.size)));
    if (voted[place]) return { reason: 'a second vote in one roll call', field: 'rcid', value: rcid };
    voted[place] = 1;
    return { holder, rcid: Number(rcid), vote };
  };
}

/** @throws Error naming what is missing */
function fileNamed(files: readonly LocalFile[], name: string): LocalFile {
  const file = files.find(({ path }) => path.split('/').at(-1)?.split('.')[0] === name);
  if (!file) throw new Error(`${dataSet}: no file ${name}`);
  return file;
}

const toReport = (counts: Counts, written: readonly Written[]): ImportReport => {
  const sum = (key: keyof Written) => written.reduce((total, one) => total + one[key], 0);
  const [created, updated] = [sum('created'), sum('updated')];
  return importReport({
    ...counts,
    created,
    updated,
    unchanged: counts.read - counts.rejected - created - updated,
  });
};

/**
 * Roll calls and votes of the United Nations General Assembly; the file of issues says nothing that this graph shows. All
 * or nothing: an import that breaks off leaves what was there.
 */
export const unvotes: Importer<Database> = {
  id: dataSet,
  title: 'UN General Assembly votes',
  recognises: ({ columns: [first, ...others] }) =>
    first === 'rcid' && (others.includes('vote') || others.includes('unres')),
  run: (files, context) =>
    context.database.transaction(async (transaction) => {
      const counts: Counts = { read: 0, rejected: 0 };
      const places = new Map<string, number>();
      const rollCalls = readRows(fileNamed(files, 'un_roll_calls'), context, counts, rollCallReader(places));
      const written = [await upsertRollCalls(transaction, rollCalls)];
      const cast = readRows(fileNamed(files, 'un_votes'), context, counts, voteReader(places));
      written.push(await upsertVotes(transaction, cast));
      await upsertDataSet(transaction, dataSet, files, counts.read - counts.rejected);
      return toReport(counts, written);
    }),
};
