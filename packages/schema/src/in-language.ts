/** The text in a language or in the language it is a variety of (`zh` for `zh-Hans`); undefined where there is none. */
export function inLanguage(
  texts: Readonly<Record<string, string>>,
  language: string | null | undefined,
): string | undefined {
  const tags = Object.keys(texts);
  for (
    let tag = language?.toLowerCase() ?? '';
    tag !== '';
    tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))
  ) {
    const found = tags.find((each) => each.toLowerCase() === tag);
    if (found !== undefined) return texts[found];
  }
  return undefined;
}
