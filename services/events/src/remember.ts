/** A function that keeps its latest results, up to `most` of them: imports ask for the same few millions of times. */
export function remember<Result>(compute: (text: string) => Result, most = 20_000): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const result = known.get(text);
    if (result !== undefined || known.has(text)) return result as Result;
    if (known.size >= most) known.clear();
    const computed = compute(text);
    known.set(text, computed);
    return computed;
  };
}
