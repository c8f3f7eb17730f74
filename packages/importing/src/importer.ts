import type { ImportReport } from './import-report.js';
import type { LocalFile } from './open-data-set.js';
import type { ReadContext } from './read-bytes.js';
import type { FileStart } from './read-start.js';
import type { Rejects } from './rejects.js';

/** What an importer works with; `signal` and `onBytes` are for handing on to the readers. */
export interface ImportContext<Database> extends ReadContext {
  readonly database: Database;
  readonly rejects: Rejects;
}

/** Loads files of one format into a service's database. */
export interface Importer<Database> {
  /** The data set's id in the catalogue, under which any file of the format is loaded; `--format` takes it too. */
  readonly id: string;
  /** What people call the format. */
  readonly title: string;
  /** Whether a file is of this format. */
  recognises(start: FileStart): boolean;
  /** All or nothing: an import that breaks off leaves what was there. */
  run(files: readonly LocalFile[], context: ImportContext<Database>): Promise<ImportReport>;
}
