const foldCharacter = (character: string) => character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Text as it is compared: lower case, without accents, white space as single spaces. */
export const fold = (text: string): string =>
  [...text].map(foldCharacter).join('').replace(/\s+/g, ' ').trim();

/** A text with its first match of a folded part between « and »; undefined when it has none. */
export function markMatch(text: string, part: string): string | undefined {
  let folded = '';
  const origins: number[] = []; // where in the text each folded character comes from
  let at = 0;
  for (const character of text) {
    const characters = foldCharacter(character);
    folded += characters;
    for (let index = 0; index < characters.length; index += 1) origins.push(at);
    at += character.length;
  }
  const start = folded.indexOf(part);
  if (start < 0) return undefined;
  const [from, to] = [origins[start], origins[start + part.length] ?? text.length];
  return `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
}
