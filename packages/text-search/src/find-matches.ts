import { foldCharacter } from './fold.js';

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

/** Folded text with, for each of its characters, the part of the original it comes from. */
function foldWithOrigins(text: string) {
  let folded = '';
  const origins: Range[] = [];
  let from = 0;
  for (const character of text) {
    const characters = foldCharacter(character);
    const to = from + character.length;
    folded += characters;
    for (let index = 0; index < characters.length; index++) origins.push({ from, to });
    from = to;
  }
  return { folded, origins };
}

/** Where the words stand in the text, in order; what overlaps or has only white space between is one range. */
function findRanges(text: string, words: readonly string[]): Range[] {
  const { folded, origins } = foldWithOrigins(text);
  const found = words.flatMap((word) => {
    const ranges: Range[] = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      ranges.push({ from: origins[at]!.from, to: origins[at + word.length - 1]!.to });
    return ranges;
  });
  const joined: Range[] = [];
  for (const range of found.sort((a, b) => a.from - b.from)) {
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
 * The fields in which any of the words occur, with the text around them.
 * @param words folded
 */
export const findMatches = (fields: TextFields, words: readonly string[]): TextMatch[] =>
  Object.entries(fields).flatMap(([field, texts]) => {
    const fragments = [texts ?? []]
      .flat()
      .flatMap((text) => groupRanges(findRanges(text, words)).map((ranges) => toFragment(text, ranges)));
    return fragments.length === 0 ? [] : [{ field, fragments: fragments.slice(0, mostFragments) }];
  });
