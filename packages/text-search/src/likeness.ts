/** The words' pieces of three letters, with two blanks before and one behind, as PostgreSQL's pg_trgm takes them. */
function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3)));
}

/** How much of a word is in another, 0 to 1. */
export function likeness(word: string, other: string): number {
  const [wanted, found] = [trigramsOf(word), trigramsOf(other)];
  return [...wanted].filter((trigram) => found.has(trigram)).length / wanted.size;
}
