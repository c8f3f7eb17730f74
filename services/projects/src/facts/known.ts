import type { SourceBook } from '@corridor/facts';

/** What a project's record may name. */
export interface Known {
  readonly sources: SourceBook;
  readonly organisations: ReadonlySet<string>;
  readonly sectors: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
}
