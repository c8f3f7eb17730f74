import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findNodeAtLocation, parseTree, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';

/** A fact file that cannot be used: its message says file, line and what was expected. */
export class FactError extends Error {
  override readonly name = 'FactError';
  constructor(file: string, line: number, problem: string) {
    super(`${path.relative(process.cwd(), file)}:${line}: ${problem}`);
  }
}

/** Where something is written. */
export interface Place {
  /** The error to throw about it, at the line of the value `at`. */
  readonly error: (problem: string, at?: readonly (string | number)[]) => Error;
}

/** The place of what no file says. */
export const atNoLine: Place = { error: (problem) => new Error(problem) };

/** A record of a fact file that knows where it stands, for errors found later (a dangling reference, say). */
export interface Located<Fact> extends Place {
  readonly fact: Fact;
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

/** The line of a value within a JSON text; its nearest parent's when the value itself is missing. */
function lineOf(text: string, location: readonly (string | number)[]): number {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const [first] = errors;
  if (first) return lineAt(text, first.offset);
  for (let depth = location.length; root && depth >= 0; depth--) {
    const node = findNodeAtLocation(root, location.slice(0, depth));
    if (node) return lineAt(text, node.offset);
  }
  return 1;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FactError(file, lineOf(text, []), `not JSON: ${(error as Error).message}`);
  }
}

/**
 * The records of a fact file: a JSON array, each record checked against the schema.
 * @throws FactError for the first record that does not fit, at its line
 */
export function readFacts<Schema extends z.ZodType>(file: URL, schema: Schema): Located<z.output<Schema>>[] {
  const name = file.pathname;
  const text = readFileSync(file, 'utf8');
  const records = parseJson(name, text);
  if (!Array.isArray(records)) throw new FactError(name, 1, 'expected an array of records');
  return records.map((record: unknown, index) => {
    const errorAt = (problem: string, at: readonly (string | number)[] = []) =>
      new FactError(name, lineOf(text, [index, ...at]), problem);
    const result = schema.safeParse(record);
    if (result.success) return { fact: result.data, error: errorAt };
    const issue = result.error.issues[0];
    const at = (issue?.path ?? []) as (string | number)[];
    throw errorAt(`${at.join('.')}: ${issue?.message}`, at);
  });
}

/** A digest over the files' contents and, so that new code reads old files anew, over `format`. */
export function digestFiles(files: readonly URL[], format: string): string {
  const hash = createHash('sha256').update(format);
  for (const file of files) hash.update(`\n${path.basename(file.pathname)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}
