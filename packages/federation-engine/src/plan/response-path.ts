import { isInherited, isObject, ownValue, type JsonObject } from '../own-value.js';

/** One step into an answer: a response key, or every item of a list. */
type Segment = { readonly key: string; readonly isInherited: boolean } | 'items';

/** Where in an answer a fetch's results belong. */
export type ResponsePath = readonly Segment[];

/** A path in the planner's form: response keys, and `@` for the items of a list. */
export const readPath = (path: readonly (string | number)[]): ResponsePath =>
  path.map((part) =>
    part === '@' ? 'items' : { key: String(part), isInherited: isInherited(String(part)) },
  );

/** The objects at a path, lists unfolded; what is null, absent or no object is left out. */
export function collectObjects(
  value: unknown,
  path: ResponsePath,
  into: JsonObject[] = [],
  from = 0,
): JsonObject[] {
  let current = value;
  for (let index = from; index < path.length; index++) {
    const segment = path[index] as Segment;
    if (segment === 'items') {
      if (Array.isArray(current)) for (const item of current) collectObjects(item, path, into, index + 1);
      return into;
    }
    if (!isObject(current)) return into;
    current = segment.isInherited ? ownValue(current, segment.key) : current[segment.key];
  }
  if (Array.isArray(current)) for (const item of current) collectObjects(item, path, into, path.length);
  else if (isObject(current)) into.push(current);
  return into;
}

type Place = (string | number)[];

/** The places of the objects that {@link collectObjects} finds, in the same order; only errors need them. */
export function collectPlaces(
  value: unknown,
  path: ResponsePath,
  into: Place[] = [],
  from = 0,
  before: Place = [],
): Place[] {
  const place = [...before];
  let current = value;
  const unfold = (next: number) => {
    if (Array.isArray(current))
      current.forEach((item, index) => collectPlaces(item, path, into, next, [...place, index]));
    return into;
  };
  for (let index = from; index < path.length; index++) {
    const segment = path[index] as Segment;
    if (segment === 'items') return unfold(index + 1);
    if (!isObject(current)) return into;
    current = ownValue(current, segment.key);
    place.push(segment.key);
  }
  if (isObject(current)) into.push(place);
  return unfold(path.length);
}
