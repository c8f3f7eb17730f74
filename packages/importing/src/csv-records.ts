import { MAX_LINE_CHARACTERS, withoutReturn, type Line } from './read-lines.js';

/** A record's values, or none when its quotes make no sense; `line` is where it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly values?: readonly string[];
}

export interface CsvRecords {
  /** The records that this line completes. Blank lines between records are skipped. */
  push(line: Line): Generator<CsvRecord>;
  /** The records that the end of the file completes. */
  end(): Generator<CsvRecord>;
}

/**
 * Puts lines together into records. A stray quote must cost its own line only: a parser that goes on looking for the
 * closing quote swallows good rows up to the next quote or the end. So when a record turns out wrong, its first line is
 * given up and the lines after it are read again on their own.
 */
export function openRecords(delimiter: string): CsvRecords {
  let open: Line[] = [];
  let characters = 0;

  function* push(line: Line): Generator<CsvRecord> {
    let todo = [line];
    for (let next = todo.shift(); next; next = todo.shift()) {
      if (open.length === 0 && withoutReturn(next.text) === '') continue;
      open.push(next);
      characters += next.text.length;
      const record = tryOpen(next);
      if (record === 'open') continue;
      const [first, ...rest] = open as [Line, ...Line[]];
      open = [];
      characters = 0;
      if (record !== 'wrong') yield { line: first.line, values: record };
      else {
        yield { line: first.line };
        todo = [...rest, ...todo];
      }
    }
  }

  function tryOpen(last: Line): readonly string[] | 'open' | 'wrong' {
    if (characters > MAX_LINE_CHARACTERS) return 'wrong';
    if (open.length === 1) return splitRecord(withoutReturn(last.text), delimiter);
    if (!last.text.includes('"')) return 'open';
    return splitRecord(withoutReturn(open.map(({ text }) => text).join('\n')), delimiter);
  }

  function* end(): Generator<CsvRecord> {
    while (open.length > 0) {
      const [first, ...rest] = open as [Line, ...Line[]];
      open = [];
      characters = 0;
      yield { line: first.line };
      for (const line of rest) yield* push(line);
    }
  }

  return { push, end };
}

/** The values of a record (RFC 4180), or that its last quote is still open, or that a quote is where none may be. */
function splitRecord(text: string, delimiter: string): readonly string[] | 'open' | 'wrong' {
  if (!text.includes('"')) return text.split(delimiter);
  const values: string[] = [];
  for (let at = 0; ;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0) return 'open';
      values.push(text.slice(at + 1, close).replaceAll('""', '"'));
      if (close + 1 === text.length) return values;
      if (text[close + 1] !== delimiter) return 'wrong';
      at = close + 2;
    } else {
      const end = text.indexOf(delimiter, at);
      const value = text.slice(at, end < 0 ? undefined : end);
      if (value.includes('"')) return 'wrong';
      values.push(value);
      if (end < 0) return values;
      at = end + 1;
    }
  }
}

/** Where the quote closes that opened before `from`, or -1. A doubled quote is a quote in the value. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
