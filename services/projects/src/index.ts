import type { Database } from '@corridor/database';
import type { Importer } from '@corridor/importing';
import { aiddata } from './importers/aiddata.js';

export { listReferences } from './facts/list-references.js';
export { projects } from './service.js';

/** What this service can load from outside. */
export const importers: readonly Importer<Database>[] = [aiddata];
