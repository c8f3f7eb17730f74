import { checkUnique } from '@corridor/facts';
import { idsOf, listDefined, listRecords, type FactBook } from './book.js';
import { readCameoCodes } from './codes.js';
import { listNamed } from './list-references.js';

const ownPrefixes = ['ev:', 'st:', 'claim:', 'issue:', 'nsa:'];

/**
 * Checks the references within this service: ids, CAMEO codes, and that no id is defined twice.
 * @throws FactError at the first one that dangles
 */
export function checkBook(book: FactBook): void {
  checkUnique(listRecords(book), idsOf);
  const defined = new Set(listDefined(book));
  for (const { id, error } of listNamed(book))
    if (ownPrefixes.some((prefix) => id.startsWith(prefix)) && !defined.has(id))
      throw error(`nothing has the id ${id}`);
  const codes = new Set(readCameoCodes().map(({ code }) => code));
  for (const { fact, error } of book.events)
    fact.codings.forEach(({ cameo }, index) => {
      if (!codes.has(cameo)) throw error(`${cameo} is not a CAMEO code`, ['codings', index, 'cameo']);
    });
}
