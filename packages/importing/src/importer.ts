import type { ImportReport } from './import-report.js';
import type { LocalFile } from './open-data-set.js';
import type { ReadContext } from './read-bytes.js';
import type { Rejects } from './rejects.js';

/** What an importer works with; `signal` and `onBytes` are for handing on to the readers. */
export interface ImportContext<Database> extends ReadContext {
  readonly database: Database;
  readonly rejects: Rejects;
}

/** Loads one data set of the catalogue into a service's database. */
export interface Importer<Database> {
  /** The data set's id in the catalogue. */
  readonly id: string;
  run(files: readonly LocalFile[], context: ImportContext<Database>): Promise<ImportReport>;
}
