import { fold } from './text-fold.js';

export interface TextMatch {
  readonly field: string;
  readonly fragments: readonly string[];
}

const context = 40;
const mostFragments = 3;

/** Folded text with, for each of its characters, where in the original it comes from. */
function foldWithPlaces(text: string) {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    // A space would be trimmed away when folded alone.
    const one = /^\s$/.test(character) ? ' ' : fold(character);
    folded += one;
    for (let index = 0; index < one.length; index++) places.push(at);
    at += character.length;
  }
  return { folded, placeOf: (index: number) => places[index] ?? text.length };
}

/** Where the words stand in the text, in order, overlaps joined. */
function findRanges(text: string, words: readonly string[]): { from: number; to: number }[] {
  const { folded, placeOf } = foldWithPlaces(text);
  const found = words.flatMap((word) => {
    const ranges = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      ranges.push({ from: placeOf(at), to: placeOf(at + word.length) });
    return ranges;
  });
  const joined: { from: number; to: number }[] = [];
  for (const range of found.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}

function fragmentOf(text: string, { from, to }: { from: number; to: number }): string {
  const [start, end] = [Math.max(0, from - context), Math.min(text.length, to + context)];
  const marked = `${text.slice(start, from)}«${text.slice(from, to)}»${text.slice(to, end)}`;
  // A cut through a surrogate pair leaves half a character.
  const whole = marked.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
  return `${start > 0 ? '…' : ''}${whole}${end < text.length ? '…' : ''}`;
}

/** The fields in which any of the folded words occur, with the text around, matches between « and ». */
export const matchesOf = (
  fields: Readonly<Record<string, string | null>>,
  words: readonly string[],
): TextMatch[] =>
  Object.entries(fields).flatMap(([field, text]) => {
    const ranges = text === null ? [] : findRanges(text, words);
    if (text === null || ranges.length === 0) return [];
    return [{ field, fragments: ranges.slice(0, mostFragments).map((range) => fragmentOf(text, range)) }];
  });
