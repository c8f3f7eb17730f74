import {
  checkUnique,
  countryPair,
  factFields,
  readFacts,
  type Located,
  type SourceBook,
} from '@corridor/facts';
import { z } from 'zod';
import type { Border } from '../entities/border.js';
import type { MeasuredBorder } from '../shapes/land-borders.js';
import { datedColumns } from './dated-columns.js';
import { files } from './files.js';

const schema = z
  .strictObject({
    pair: countryPair,
    exists: z.boolean().optional(),
    disputed: z.boolean().optional(),
    lengthKm: z.number().positive().optional(),
    note: z.string().optional(),
    ...factFields,
  })
  .refine(
    ({ exists, lengthKm }) => exists !== false || lengthKm === undefined,
    'a border that does not exist has no length',
  );

type Exception = z.output<typeof schema>;

export type BorderFacts = Omit<Border, 'recordedAt'>;

const shapesCitation = {
  source: 'world-atlas',
  locator: 'countries-50m: Natural Earth 1:50m, the arcs that both shapes share',
};

function toBorder(
  pair: string,
  measured: MeasuredBorder | undefined,
  exception: Exception | undefined,
  columns: ReturnType<typeof datedColumns>,
): BorderFacts {
  return {
    ...columns,
    id: pair,
    a: pair.slice(0, 3),
    b: pair.slice(4),
    lengthKm: exception?.lengthKm ?? measured?.lengthKm ?? null,
    disputed: exception?.disputed ?? false,
    note: exception?.note ?? null,
  };
}

/**
 * Land borders as the shapes give them, corrected by `border-exceptions.json`.
 * @throws FactError for an exception to a border that the shapes do not have and that does not say `exists`
 */
export function readBorders(
  sources: SourceBook,
  measured: ReadonlyMap<string, MeasuredBorder>,
): BorderFacts[] {
  const records = readFacts(files.file('border-exceptions.json'), schema);
  checkUnique(records, ({ pair }) => pair);
  const exceptions = new Map(records.map((record) => [record.fact.pair, checkException(record, measured)]));
  const kept = [...measured.keys()].filter((pair) => exceptions.get(pair)?.fact.exists !== false);
  const added = records.filter(({ fact }) => fact.exists === true).map(({ fact }) => fact.pair);
  return [...new Set([...kept, ...added])].sort().map((pair) => {
    const record = exceptions.get(pair);
    const found = measured.get(pair);
    const citations = [
      ...(found && !record?.fact.lengthKm ? [shapesCitation] : []),
      ...(record?.fact.citations ?? []),
    ];
    const fact = { standing: 'REPORTED', ...record?.fact, citations };
    return toBorder(pair, found, record?.fact, datedColumns(sources, fact, record));
  });
}

function checkException(record: Located<Exception>, measured: ReadonlyMap<string, MeasuredBorder>) {
  const { pair, exists } = record.fact;
  if (exists !== true && !measured.has(pair))
    throw record.error('pair: the shapes have no such border; say whether it exists', ['pair']);
  return record;
}
