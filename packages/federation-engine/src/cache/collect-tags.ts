import type { EntityKey } from './entity-keys.js';
import { entityTag, unknownKeyTag } from './entity-tags.js';
import type { TagNode, TagTree } from './tag-tree.js';

/** The tags of an answer, from the data its fetches brought, merged. */
export type TagCollector = (data: unknown) => ReadonlySet<string>;

/** An answer with more entities than this is dropped by the change of any entity of their types. */
export const mostEntitiesTagged = 1_000;

/**
 * Always yields the type of everything the operation asks for, also where nothing came: an empty list is out of date
 * once there is something to list. For each object with a key, its entity tag; for one whose key did not come, the tag
 * that says it may be any.
 */
export function tagCollector(tree: TagTree): TagCollector {
  return (data) => {
    const tags = new Set(tree.always);
    const most = tags.size + mostEntitiesTagged;
    collect(tree.root, data, tags, most);
    if (tags.size <= most) return tags;
    return new Set([...tree.always, ...tree.keyedTypes.map(unknownKeyTag)]);
  };
}

function collect(node: TagNode, value: unknown, tags: Set<string>, most: number): void {
  if (typeof value !== 'object' || value === null || tags.size > most) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(node, item, tags, most);
    return;
  }
  const object = value as Readonly<Record<string, unknown>>;
  if (node.keys.length > 0) addEntity(node, object, tags);
  for (const [name, child] of node.children)
    if (Object.hasOwn(object, name)) collect(child, object[name], tags, most);
}

function addEntity(node: TagNode, object: Readonly<Record<string, unknown>>, tags: Set<string>): void {
  for (const key of node.keys) {
    const first = key.responseNames[0];
    if (first === undefined || object[first] === undefined) continue;
    tags.add(readTag(key, object) ?? unknownKeyTag(key.typeName));
    return;
  }
  if (node.isAlwaysKeyed) for (const { typeName } of node.keys) tags.add(unknownKeyTag(typeName));
}

function readTag({ typeName, responseNames }: EntityKey, object: Readonly<Record<string, unknown>>) {
  const values: (string | number | boolean)[] = [];
  for (const name of responseNames) {
    const value = object[name];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return undefined;
    values.push(value);
  }
  return entityTag(typeName, values);
}
