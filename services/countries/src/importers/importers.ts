import type { Database } from '@corridor/database';
import type { Importer } from '@corridor/importing';
import { pocom } from './pocom.js';
import { wdi } from './wdi.js';

/** The importers of the data sets that belong to this service. */
export const importers: readonly Importer<Database>[] = [wdi, pocom];
