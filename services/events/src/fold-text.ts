const fold = (character: string) => character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Text as searches compare it: without accents, in lower case, white space as one blank. */
export const foldText = (text: string): string =>
  [...text.replace(/\s+/g, ' ')].map(fold).join('').normalize('NFC');

/** Where each folded character comes from, so that a match can be shown in the text as it is written. */
function foldWithPlaces(characters: readonly string[]) {
  const folded = characters.map(fold);
  const places = folded.flatMap((text, index) => Array.from(text, () => index));
  return { text: folded.join(''), places };
}

const contextLength = 40;

/** The text around the first match of what is searched, the match between « and »; undefined where there is none. */
export function findFragment(text: string, searched: string): string | undefined {
  const characters = [...text.replace(/\s+/g, ' ')];
  const folded = foldWithPlaces(characters);
  const needle = foldText(searched.trim());
  const at = folded.text.indexOf(needle);
  if (needle === '' || at < 0) return undefined;
  const start = folded.places[at] ?? 0;
  const end = (folded.places[at + needle.length - 1] ?? start) + 1;
  const from = Math.max(0, start - contextLength);
  const to = Math.min(characters.length, end + contextLength);
  const piece = (begin: number, stop: number) => characters.slice(begin, stop).join('');
  const [before, after] = [from > 0 ? '…' : '', to < characters.length ? '…' : ''];
  return `${before}${piece(from, start)}«${piece(start, end)}»${piece(end, to)}${after}`;
}
