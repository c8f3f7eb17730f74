import { foldSearched } from './fold.js';
import { likeness } from './likeness.js';

/** Why a search found an item: fragments of a field's text, what matched between « and ». */
export interface TextMatch {
  readonly field: string;
  readonly fragments: readonly string[];
}

/** The texts that a search looks through, by field. */
export type TextFields = Readonly<Record<string, readonly string[] | string | null>>;

interface Range {
  readonly from: number;
  readonly to: number;
}

const contextLength = 40;
const mostMarkedLength = 200;
const mostFragments = 3;
const leastLikeness = 0.5;

/** Folded text with, for each of its characters, the part of the original it comes from. */
function foldWithOrigins(text: string) {
  let folded = '';
  const origins: Range[] = [];
  let from = 0;
  for (const character of text) {
    const characters = foldSearched(character);
    const to = from + character.length;
    folded += characters;
    for (let index = 0; index < characters.length; index++) origins.push({ from, to });
    from = to;
  }
  return { folded, origins };
}

type Folded = ReturnType<typeof foldWithOrigins>;

const toRange = ({ origins }: Folded, from: number, length: number): Range => ({
  from: origins[from]!.from,
  to: origins[from + length - 1]!.to,
});

/** Where a word stands, also within others. */
function findWord(text: Folded, word: string): Range[] {
  const ranges: Range[] = [];
  for (let at = text.folded.indexOf(word); at >= 0; at = text.folded.indexOf(word, at + word.length))
    ranges.push(toRange(text, at, word.length));
  return ranges;
}

/** Where words stand that are written much like a word, which itself stands nowhere. */
const findAlike = (text: Folded, word: string): Range[] =>
  [...text.folded.matchAll(/[\p{L}\p{N}]+/gu)]
    .filter(([found]) => likeness(word, found) >= leastLikeness)
    .map((found) => toRange(text, found.index, found[0].length));

/** Ranges in order; what overlaps or has only white space between is one. */
function joinRanges(text: string, ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && text.slice(last.to, range.from).trim() === '')
      joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, range.to) });
    else joined.push(range);
  }
  return joined;
}

/** Ranges that are near enough to be shown in one fragment. */
function groupRanges(ranges: readonly Range[]): Range[][] {
  const groups: Range[][] = [];
  for (const range of ranges) {
    const group = groups.at(-1);
    const isNear = group && range.from - group.at(-1)!.to <= 2 * contextLength;
    if (isNear && range.to - group[0]!.from <= mostMarkedLength) group.push(range);
    else groups.push([range]);
  }
  return groups;
}

function toFragment(text: string, ranges: readonly Range[]): string {
  const start = Math.max(0, ranges[0]!.from - contextLength);
  const end = Math.min(text.length, ranges.at(-1)!.to + contextLength);
  let [marked, at] = ['', start];
  for (const { from, to } of ranges) {
    marked += `${text.slice(at, from)}«${text.slice(from, to)}»`;
    at = to;
  }
  // A cut through a surrogate pair leaves half a character.
  const whole = (marked + text.slice(at, end)).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
  return `${start > 0 ? '…' : ''}${whole}${end < text.length ? '…' : ''}`;
}

/**
 * The fields in which any of the words occur, with the text around them. Of a word that occurs in none, what is written
 * much like it.
 * @param words folded
 */
export function findMatches(fields: TextFields, words: readonly string[]): TextMatch[] {
  const texts = Object.entries(fields).flatMap(([field, some]) =>
    [some ?? []].flat().map((text) => ({ field, text, folded: foldWithOrigins(text) })),
  );
  const finders = words.map((word) =>
    texts.some(({ folded }) => folded.folded.includes(word)) ? findWord : findAlike,
  );
  const matches = new Map<string, string[]>();
  for (const { field, text, folded } of texts) {
    const ranges = words.flatMap((word, index) => finders[index]!(folded, word));
    const fragments = groupRanges(joinRanges(text, ranges)).map((group) => toFragment(text, group));
    if (fragments.length > 0) matches.set(field, [...(matches.get(field) ?? []), ...fragments]);
  }
  return [...matches].map(([field, fragments]) => ({ field, fragments: fragments.slice(0, mostFragments) }));
}
