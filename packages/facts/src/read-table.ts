import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { FactError, type Located } from './read-facts.js';

/**
 * The rows of a fact table: CSV with a header line; empty cells are left out.
 * @throws FactError for the first row that does not fit, at its line
 */
export function readTable<Schema extends z.ZodType>(file: URL, schema: Schema): Located<z.output<Schema>>[] {
  const name = file.pathname;
  const rows = parse(readFileSync(file), {
    columns: true,
    info: true,
    comment: '#',
    comment_no_infix: true,
  }) as unknown as {
    record: Record<string, string>;
    info: { lines: number };
  }[];
  return rows.map(({ record, info }) => {
    const errorAt = (problem: string) => new FactError(name, info.lines, problem);
    const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
    const result = schema.safeParse(given);
    if (result.success) return { fact: result.data, error: errorAt };
    const issue = result.error.issues[0];
    throw errorAt(`${issue?.path.join('.')}: ${issue?.message}`);
  });
}

export interface YearValue {
  readonly year: number;
  readonly value: string;
}

/** The values of a series written as `from` (the first year) and `values` (joined by `|`, empty for a missing year). */
export function readYearSeries({
  from,
  values,
}: {
  readonly from: number;
  readonly values: string;
}): YearValue[] {
  return values.split('|').flatMap((value, index) => (value === '' ? [] : [{ year: from + index, value }]));
}
