import { boundsOf } from '@corridor/schema';
import { compiled } from './data-set.js';
import type { FactColumns } from './fact-entities.js';
import type { Citation } from './fact-schema.js';
import { atNoLine, type Place } from './read-facts.js';
import { citationsOf, type SourceBook } from './sources.js';

/** A fact as a file gives it. */
interface FactFields {
  readonly standing: string;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly citations: readonly Citation[];
}

/** The first and the last day that a fact may hold, from its EDTF dates; null where an end is open. */
export const validDays = ({ validFrom, validTo }: Pick<FactFields, 'validFrom' | 'validTo'>) => ({
  validFromOn: (validFrom && boundsOf(validFrom).from) ?? null,
  validToOn: (validTo && boundsOf(validTo).to) ?? null,
});

/**
 * The columns that a compiled fact has as a fact.
 * @throws FactError at the record's line when it cites a source that no file defines, or ends before it begins
 */
export function factColumns(
  sources: SourceBook,
  fact: FactFields,
  record: Place = atNoLine,
): Omit<FactColumns, 'recordedAt'> {
  const { validFromOn, validToOn } = validDays(fact);
  if (validFromOn && validToOn && validToOn < validFromOn)
    throw record.error('validTo: before validFrom', ['validTo']);
  const { standing, validFrom = null, validTo = null } = fact;
  const citations = citationsOf(sources, fact.citations, record);
  return { standing, validFrom, validTo, citations, dataSet: compiled };
}
