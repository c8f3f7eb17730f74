import type { FactError } from '@corridor/facts';
import { readClaims, readDrivers, readIssues, readNonStateActors, readPositions } from './claims.js';
import { readCameoCodes } from './codes.js';
import { readEvents } from './events.js';
import { readStatements } from './statements.js';

/** Everything compiled, read and checked. */
export type FactBook = ReturnType<typeof readBook>;

/** A place in the fact files that names something by id. */
export interface Reference {
  readonly id: string;
  readonly error: (problem: string) => FactError;
}

type At = readonly (string | number)[];
type Located<Fact> = { readonly fact: Fact; readonly error: (problem: string, at?: At) => FactError };

const refer = ({ error }: Pick<Located<unknown>, 'error'>, ids: readonly (string | undefined)[], at?: At) =>
  ids.flatMap((id) => (id === undefined ? [] : [{ id, error: (problem: string) => error(problem, at) }]));

/**
 * Reads all fact files.
 * @throws FactError for a record that does not fit its schema
 */
export const readBook = () => ({
  events: readEvents(),
  statements: readStatements(),
  claims: readClaims(),
  positions: readPositions(),
  drivers: readDrivers(),
  issues: readIssues(),
  nonStateActors: readNonStateActors(),
});

/** The ids that these facts define. */
export function listDefined(book: FactBook): string[] {
  const records = [
    ...[book.events, book.statements, book.claims, book.positions],
    ...[book.drivers, book.issues, book.nonStateActors],
  ];
  const ids = records.flatMap((list: readonly Located<{ readonly id: string }>[]) =>
    list.map(({ fact }) => fact.id),
  );
  const commitments = book.statements.flatMap(({ fact }) => (fact.commitments ?? []).map(({ id }) => id));
  return [...ids, ...commitments];
}

const eventReferences = ({ events }: FactBook) =>
  events.flatMap((record) => [
    ...refer(
      record,
      record.fact.participants.flatMap(({ actor, country }) => [actor, country]),
      ['participants'],
    ),
    ...refer(
      record,
      record.fact.codings.flatMap(({ source, target }) => [source, target]),
      ['codings'],
    ),
    ...refer(
      record,
      (record.fact.casualties ?? []).map(({ nationality }) => nationality),
      ['casualties'],
    ),
    ...refer(record, [record.fact.location?.country], ['location']),
    ...refer(record, record.fact.relatedProjects ?? [], ['relatedProjects']),
    ...refer(
      record,
      (record.fact.relatedEvents ?? []).map(({ event }) => event),
      ['relatedEvents'],
    ),
  ]);

const statementReferences = ({ statements }: FactBook) =>
  statements.flatMap((record) => [
    ...refer(record, [record.fact.event], ['event']),
    ...refer(record, record.fact.issuers, ['issuers']),
    ...refer(
      record,
      record.fact.quotes.map(({ speaker }) => speaker),
      ['quotes'],
    ),
    ...(record.fact.commitments ?? []).flatMap(({ parties, sectors, project, fulfilledBy = [] }, index) =>
      refer(record, [...parties, ...sectors, project, ...fulfilledBy], ['commitments', index]),
    ),
  ]);

const claimReferences = ({ claims, positions, drivers }: FactBook) => [
  ...claims.flatMap((record) => [
    ...refer(record, [record.fact.claimant], ['claimant']),
    ...refer(record, record.fact.about, ['about']),
    ...refer(record, record.fact.events ?? [], ['events']),
    ...refer(record, [record.fact.counters], ['counters']),
  ]),
  ...positions.flatMap((record) => [
    ...refer(record, [record.fact.issue], ['issue']),
    ...refer(record, [record.fact.holder, record.fact.of]),
  ]),
  ...drivers.flatMap((record) => [
    ...refer(record, record.fact.events, ['events']),
    ...refer(record, record.fact.projects ?? [], ['projects']),
  ]),
];

/** Every place where these facts name something by id, of this service or another. */
export const listNamed = (book: FactBook): Reference[] => [
  ...eventReferences(book),
  ...statementReferences(book),
  ...claimReferences(book),
  ...book.nonStateActors.flatMap((record) => refer(record, record.fact.basedIn ?? [], ['basedIn'])),
];

const ownPrefixes = ['ev:', 'st:', 'claim:', 'issue:', 'nsa:'];

/**
 * Checks the references within this service: ids, CAMEO codes, and that no id is defined twice.
 * @throws FactError at the first one that dangles
 */
export function checkBook(book: FactBook): void {
  const defined = new Set<string>();
  for (const id of listDefined(book)) {
    if (defined.has(id)) throw duplicate(book, id);
    defined.add(id);
  }
  for (const { id, error } of listNamed(book))
    if (ownPrefixes.some((prefix) => id.startsWith(prefix)) && !defined.has(id))
      throw error(`nothing defines ${id}`);
  const codes = new Set(readCameoCodes().map(({ code }) => code));
  for (const { fact, error } of book.events)
    fact.codings.forEach(({ cameo }, index) => {
      if (!codes.has(cameo)) throw error(`${cameo} is not a CAMEO code`, ['codings', index, 'cameo']);
    });
}

function duplicate(book: FactBook, id: string): Error {
  const lists: readonly (readonly Located<{ readonly id: string }>[])[] = Object.values(book);
  const record = lists.flat().findLast(({ fact }) => fact.id === id);
  return record?.error(`${id} is defined twice`, ['id']) ?? new Error(`${id} is defined twice`);
}

/** What the facts define and name, for the check across services; countries as `country:PAK`. */
export function listReferences(): { defines: string[]; refers: Reference[] } {
  const book = readBook();
  const refers = listNamed(book).map(({ id, error }) => ({
    id: /^[A-Z]{3}$/.test(id) ? `country:${id}` : id,
    error,
  }));
  return { defines: listDefined(book), refers };
}
