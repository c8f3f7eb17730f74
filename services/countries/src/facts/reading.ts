import { boundsOf } from '@corridor/schema';
import { citationsOf, compiled, type Citation, type Located, type SourceBook } from '@corridor/facts';
import type { DatedFact } from '../entities/dated-fact.js';

type Place = Pick<Located<unknown>, 'error'>;

/** What a record needs while it becomes a row: the sources it may cite and the countries it may name. */
export interface Reading {
  readonly sources: SourceBook;
  /** @throws FactError at the record's line for a code that is no country's */
  readonly checkCountry: (iso3: string, record: Place, at: string) => string;
}

interface Facts {
  readonly standing: string;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly citations: readonly Citation[];
}

/** A row's columns that every dated fact has; the days it may hold are computed from its EDTF dates. */
export type FactValues = Omit<DatedFact, 'recordedAt'>;

/**
 * The fact columns of a record.
 * @throws FactError at the record's line when it cites a source that no file defines, or ends before it begins
 */
export function factColumns({ sources }: Reading, fact: Facts, record: Place): FactValues {
  const validFromOn = (fact.validFrom && boundsOf(fact.validFrom).from) ?? null;
  const validToOn = (fact.validTo && boundsOf(fact.validTo).to) ?? null;
  if (validFromOn && validToOn && validToOn < validFromOn)
    throw record.error('validTo: before validFrom', ['validTo']);
  return {
    standing: fact.standing,
    validFrom: fact.validFrom ?? null,
    validTo: fact.validTo ?? null,
    validFromOn,
    validToOn,
    citations: citationsOf(sources, fact.citations, record),
    dataSet: compiled,
  };
}

/**
 * Makes sure that no two records have one key.
 * @throws FactError at the second record's line
 */
export function checkUnique<Fact>(records: readonly Located<Fact>[], keyOf: (fact: Fact) => string): void {
  const seen = new Set<string>();
  for (const { fact, error } of records) {
    const key = keyOf(fact);
    if (seen.has(key)) throw error(`${key} is defined twice`);
    seen.add(key);
  }
}

/**
 * Makes sure that what a record names is defined.
 * @throws FactError at the record's line
 */
export function checkDefined(defined: ReadonlySet<string>, id: string, record: Place, at: string): string {
  if (!defined.has(id)) throw record.error(`${at}: nothing has the id ${id}`, [at]);
  return id;
}
