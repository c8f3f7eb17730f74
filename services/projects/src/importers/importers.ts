import type { Database } from '@corridor/database';
import type { Importer } from '@corridor/importing';
import { aiddata } from './aiddata.js';
import { iati } from './iati.js';

/** The importers of the data sets that belong to this service. */
export const importers: readonly Importer<Database>[] = [aiddata, iati];
