/** JSON text of data that nobody has looked into yet. */
const texts = new WeakMap<object, string>();

/**
 * Data as an object that is read from its JSON text when something looks into it. Apollo Server's plugins may; mostly
 * none does, and {@link stringifyResult} writes the text as it is.
 */
export function toLazyData(json: string): Record<string, unknown> | null {
  if (json === 'null') return null;
  const object = {} as Record<string, unknown>;
  const read = () => {
    if (!texts.delete(data)) return;
    for (const [key, value] of Object.entries(JSON.parse(json) as object))
      Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
  };
  const afterReading =
    <Args extends unknown[], Result>(trap: (...args: Args) => Result) =>
    (...args: Args): Result => {
      read();
      return trap(...args);
    };
  const data: Record<string, unknown> = new Proxy<Record<string, unknown>>(object, {
    get: afterReading(Reflect.get),
    set: afterReading(Reflect.set),
    has: afterReading(Reflect.has),
    ownKeys: afterReading(Reflect.ownKeys),
    deleteProperty: afterReading(Reflect.deleteProperty),
    defineProperty: afterReading(Reflect.defineProperty),
    getOwnPropertyDescriptor: afterReading(Reflect.getOwnPropertyDescriptor),
  });
  texts.set(data, json);
  return data;
}

interface FormattedResult {
  readonly data?: object | null;
  readonly errors?: readonly unknown[];
  readonly extensions?: unknown;
}

/** For Apollo Server's option `stringifyResult`: the text that the engine wrote goes out without being parsed. */
export function stringifyResult(result: FormattedResult): string {
  const text = result.data && texts.get(result.data);
  if (text === undefined || text === null) return `${JSON.stringify(result)}\n`;
  return answerText(text, result.errors, result.extensions);
}

/** The body of an answer, its members in the order that Apollo Server gives them. */
export function answerText(
  data: string,
  errors: readonly unknown[] | undefined,
  extensions?: unknown,
): string {
  const before = errors && errors.length > 0 ? `"errors":${JSON.stringify(errors)},` : '';
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${data}${after}}\n`;
}
