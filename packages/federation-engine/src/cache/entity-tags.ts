/**
 * The names under which an answer can be dropped:
 *
 * - `Country` — it was asked for a Country, or a list of them, even when none came: what a subgraph says when one was
 *   added or removed;
 * - `Country:PAK` — it contains this Country: what a subgraph says when it changed. The values of a key of several
 *   fields stand in the key's order, joined by `:`; see {@link entityTag};
 * - `Country:*` — it may contain any Country, its key being unknown, so that the change of each of them drops it.
 *
 * An entity tag therefore stands for two; {@link withUnknownKeys} writes both out.
 */
export function entityTag(typeName: string, keyValues: readonly (string | number | boolean)[]): string {
  let tag = typeName;
  for (const value of keyValues) tag += ':' + escapeValue(String(value));
  return tag;
}

const special = /[%:*]/;

/** `:` joins, `*` means all, `%` escapes: inside a value they are percent-encoded. */
function escapeValue(value: string): string {
  return special.test(value)
    ? value.replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll('*', '%2A')
    : value;
}

export function unknownKeyTag(typeName: string): string {
  return `${typeName}:*`;
}

/** The tags given and, for each entity among them, the tag of answers that may contain it unrecognised. */
export function withUnknownKeys(tags: readonly string[]): readonly string[] {
  const all = new Set(tags);
  for (const tag of tags) {
    const colon = tag.indexOf(':');
    if (colon >= 0) all.add(unknownKeyTag(tag.slice(0, colon)));
  }
  return [...all];
}

const mostChangesInOneAnswer = 10_000;

/**
 * What a subgraph says has changed, in the `extensions` of any of its answers: `{"changed": ["Country:PAK", "Treaty"]}`.
 * An entity was changed: its tag; one was added or removed: its type. Anything in another form is not read. More than
 * 10,000 tags come back as their types.
 */
export function changedTags(extensions: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  if (extensions === undefined || !Object.hasOwn(extensions, 'changed')) return [];
  const { changed } = extensions;
  if (!Array.isArray(changed)) return [];
  const tags = changed.filter((tag): tag is string => typeof tag === 'string' && tag !== '');
  if (tags.length <= mostChangesInOneAnswer) return tags;
  return [...new Set(tags.map((tag) => tag.split(':', 1)[0] ?? tag))];
}
