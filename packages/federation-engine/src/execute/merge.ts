import { isObject, setOwnValue, type JsonObject } from '../own-value.js';

function mergeItems(target: unknown[], source: readonly unknown[]): void {
  for (let index = 0; index < source.length; index++) {
    const [item, existing] = [source[index], target[index]];
    if (isObject(existing) && isObject(item)) mergeInto(existing, item);
    else if (Array.isArray(existing) && Array.isArray(item) && existing.length === item.length)
      mergeItems(existing, item);
    else target[index] = item;
  }
}

/**
 * Adds what a fetch brought to what is there: objects by key, lists of one length item by item, anything else replaced.
 * Parts of `source` become parts of `target`.
 */
export function mergeInto(target: JsonObject, source: JsonObject | null): void {
  for (const key in source) {
    const value = source[key];
    const existing = key === '__proto__' && !Object.hasOwn(target, key) ? undefined : target[key];
    // Of JSON nothing is a function: what is one was not the target's own (`constructor`, `toString`).
    if (existing === undefined || existing === null || typeof existing === 'function')
      setOwnValue(target, key, value);
    else if (isObject(value) && isObject(existing)) mergeInto(existing, value);
    else if (Array.isArray(value) && Array.isArray(existing) && value.length === existing.length)
      mergeItems(existing, value);
    else if (value !== undefined) setOwnValue(target, key, value);
  }
}
