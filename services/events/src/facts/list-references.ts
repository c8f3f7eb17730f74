import type { Place, Reference, References } from '@corridor/facts';
import { listDefined, readBook, type FactBook } from './book.js';

const refer = (
  { error }: Place,
  ids: readonly (string | undefined)[],
  at?: readonly (string | number)[],
): Reference[] =>
  ids.flatMap((id) => (id === undefined ? [] : [{ id, error: (problem) => error(problem, at) }]));

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

/**
 * What the fact files define and name, for the check across services.
 * @throws FactError for a record that does not fit
 */
export function listReferences(): References {
  const book = readBook();
  const refers = listNamed(book).map(({ id, error }) => ({
    id: /^[A-Z]{3}$/.test(id) ? `country:${id}` : id,
    error,
  }));
  return { defines: listDefined(book), refers };
}
