/**
 * What a selection set and all that is merged with it select so far. Two fields of one response key must be the same
 * field with the same arguments; what they select is merged in turn.
 */
export class SelectionScope {
  private readonly fields = new Map<string, { readonly signature: string; readonly below: SelectionScope }>();

  /** Whether a field of this signature may be selected under the key. */
  accepts(key: string, signature: string): boolean {
    const known = this.fields.get(key);
    return known === undefined || known.signature === signature;
  }

  /** Notes a field; the scope of what is selected below it. */
  enter(key: string, signature: string): SelectionScope {
    const known = this.fields.get(key);
    if (known !== undefined) return known.below;
    const below = new SelectionScope();
    this.fields.set(key, { signature, below });
    return below;
  }

  /** Whether everything in the other scope may be selected here too. */
  acceptsAll(other: SelectionScope): boolean {
    for (const [key, { signature, below }] of other.fields) {
      const known = this.fields.get(key);
      if (known === undefined) continue;
      if (known.signature !== signature || !known.below.acceptsAll(below)) return false;
    }
    return true;
  }

  addAll(other: SelectionScope): void {
    for (const [key, { signature, below }] of other.fields) this.enter(key, signature).addAll(below);
  }
}
