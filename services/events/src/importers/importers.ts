import type { Database } from '@corridor/database';
import type { Importer } from '@corridor/importing';
import { gdelt } from './gdelt.js';
import { histstateTravels, histstateVisits } from './histstate.js';
import { unvotes } from './unvotes.js';

/** The importers of the data sets that belong to this service. */
export const importers: readonly Importer<Database>[] = [gdelt, histstateVisits, histstateTravels, unvotes];
