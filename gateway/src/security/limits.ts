/** The most that one operation may be, each under the name of the variable that sets it. */
export interface Limits {
  /** Fields within fields. */
  readonly MAX_DEPTH: number;
  /** Aliases as written. */
  readonly MAX_ALIASES: number;
  /** Directives as written. */
  readonly MAX_DIRECTIVES: number;
  /** Words, numbers and punctuation marks of the text. */
  readonly MAX_TOKENS: number;
  /** Brackets of any kind within brackets. */
  readonly MAX_NESTING: number;
  /** Fields once every fragment is written out wherever it is spread. */
  readonly MAX_EXPANDED_FIELDS: number;
}

export interface ExceededLimit {
  readonly limit: keyof Limits;
  readonly bound: number;
  /** Undefined where counting stopped at the bound. */
  readonly found: number | undefined;
}
