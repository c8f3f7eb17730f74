/** What makes two requests the same. */
export interface RequestIdentity {
  /**
   * The supergraph and the operation: a hash of both will do, with the operation's name if the document has several.
   * Whoever asks must be allowed the operation before the cache is asked.
   */
  readonly operationKey: string;
  /** As they came, and only those the operation declares; nothing that JSON cannot say. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who asks, for answers that are private; none: nobody in particular, who is never given a private answer. */
  readonly identity: string | undefined;
}

/** The keys under which its answer may be kept. No two parts can be confused: the
 * first has its length before it, and the text of the variables ends with its last brace. */
export function answerKeys(request: RequestIdentity): { readonly open: string; readonly own?: string } {
  const { operationKey, identity } = request;
  const open = `${operationKey.length}:${operationKey}${variablesText(request.variables)}`;
  if (identity === undefined) return { open };
  return { open, own: `${open}>${identity}` };
}

/**
 * Variables as JSON text, the same in whatever order they came. Inside a value the order of an object's keys matters:
 * another order is another request, which costs a miss and is never wrong.
 */
export function variablesText(variables: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(variables);
  if (isSorted(names)) return JSON.stringify(variables);
  const members: string[] = [];
  for (const name of names.sort()) {
    const value = JSON.stringify(variables[name]) as string | undefined;
    if (value !== undefined) members.push(`${JSON.stringify(name)}:${value}`);
  }
  return `{${members.join(',')}}`;
}

function isSorted(names: readonly string[]): boolean {
  for (let index = 1; index < names.length; index += 1)
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return false;
  return true;
}
