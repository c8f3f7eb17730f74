/** One character without case and accents; it may become several, as `½` does. */
export const foldCharacter = (character: string): string =>
  character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Text as it is compared: lower case, without accents, white space as single spaces. */
export const fold = (text: string): string =>
  text
    .replace(/[^ -~]/gu, foldCharacter)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** Hyphens and apostrophes, which people write or leave out: "F-16", "En-lai", "Qur'an". */
const joiner = /[-\u00ad\u02bb-\u02bf\u2010-\u2015'\u2018\u2019]/g;

/** One character as searches compare it: as folded, but nothing for what joins parts of a word. */
export const foldSearched = (character: string): string => foldCharacter(character).replace(joiner, '');

/** Words that are searched for, as the texts they are searched in are kept. */
export const foldQuery = (text: string): string => fold(text).replace(joiner, '');

/** What a search looks through: an item's texts, folded, without what joins parts of words, a line each. */
export const foldAll = (texts: readonly (string | null | undefined)[]): string =>
  texts.flatMap((text) => (text == null ? [] : foldQuery(text))).join('\n');
