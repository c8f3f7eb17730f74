/** The text in a language or in the language it is a variety of (`zh` for `zh-Hans`); undefined where there is none. */
export function inLanguage(
  texts: Readonly<Record<string, string>>,
  language: string | null | undefined,
): string | undefined {
  if (language == null) return undefined;
  for (let tag = language.toLowerCase(); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const key = Object.keys(texts).find((each) => each.toLowerCase() === tag);
    if (key !== undefined) return texts[key];
  }
  return undefined;
}
