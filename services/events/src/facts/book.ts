import type { Located } from '@corridor/facts';
import { readClaims, readDrivers, readIssues, readNonStateActors, readPositions } from './claims.js';
import { readEvents } from './events.js';
import { readStatements } from './statements.js';

/** Everything compiled, read. */
export type FactBook = ReturnType<typeof readBook>;

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

/** A record as far as it defines something: itself, and a statement its commitments. */
interface Defining {
  readonly id: string;
  readonly commitments?: readonly { readonly id: string }[] | undefined;
}

export const listRecords = (book: FactBook) => Object.values(book).flat() as Located<Defining>[];

export const idsOf = ({ id, commitments = [] }: Defining) => [id, ...commitments.map((part) => part.id)];

/** The ids that these facts define. */
export const listDefined = (book: FactBook): string[] => listRecords(book).flatMap(({ fact }) => idsOf(fact));
