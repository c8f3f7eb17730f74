/** A JSON object as it came from a subgraph. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names that every object answers to without having them: `constructor`, `toString`, `__proto__` … */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether reading this name from an object can bring something that is not its own. */
export const isInherited = (name: string): boolean => inherited.has(name);

/** The object's own value of that name. */
export const ownValue = (object: JsonObject, name: string): unknown =>
  inherited.has(name) && !Object.hasOwn(object, name) ? undefined : object[name];

/** Gives an object a value of its own, `__proto__` included, which a plain assignment would not. */
export function setOwnValue(object: JsonObject, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
  else object[name] = value;
}
