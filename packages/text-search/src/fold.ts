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

/** What a search looks through: an item's texts, folded, a line each. */
export const foldAll = (texts: readonly (string | null | undefined)[]): string =>
  texts.flatMap((text) => (text == null ? [] : fold(text))).join('\n');
