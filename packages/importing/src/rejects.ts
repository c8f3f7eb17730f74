import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Rejection } from './read-csv.js';

const BUFFER_CHARACTERS = 1 << 16;
const MAX_VALUE_CHARACTERS = 500;

/** A row that was left out: where it stands and why. */
export interface Reject extends Rejection {
  readonly file: string;
  readonly line: number;
}

/** The rows that an import leaves out. They go to a file at once, so a million of them cost no memory. */
export interface Rejects {
  /** Where they are written: `<folder>/<id>.rejects.ndjson`, there once closed; no file when there is no reject. */
  readonly path: string;
  /** How many so far, by reason. */
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  add(reject: Reject): void;
  /** Completes the file. An import that failed discards it and the last whole file stays. */
  close(outcome?: 'keep' | 'discard'): void;
}

/** Opens the rejects file of one data set's import, as newline-delimited JSON, in a folder that is made if need be. */
export function openRejects(folder: string, id: string): Rejects {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${id}.rejects.ndjson`);
  const partial = `${path}.partial`;
  const counts = new Map<string, number>();
  const file = openSync(partial, 'w');
  let total = 0;
  let buffer = '';
  const flush = () => {
    writeSync(file, buffer);
    buffer = '';
  };
  return {
    path,
    counts,
    get total() {
      return total;
    },
    add({ file: name, line, field, value, reason }) {
      total += 1;
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      buffer += `${JSON.stringify({ file: name, line, field, value: value?.slice(0, MAX_VALUE_CHARACTERS), reason })}\n`;
      if (buffer.length > BUFFER_CHARACTERS) flush();
    },
    close(outcome = 'keep') {
      flush();
      closeSync(file);
      if (outcome === 'keep' && total > 0) renameSync(partial, path);
      else rmSync(partial, { force: true });
      if (outcome === 'keep' && total === 0) rmSync(path, { force: true });
    },
  };
}
