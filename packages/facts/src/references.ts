/** An id that a fact file names, with the error to throw at that place when nothing defines it. */
export interface Reference {
  readonly id: string;
  readonly error: (problem: string) => Error;
}

/** What a service's fact files define and name, for the check across services; countries as `country:PAK`. */
export interface References {
  readonly defines: readonly string[];
  readonly refers: readonly Reference[];
}
