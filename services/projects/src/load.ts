import { mergeRows, type Database } from '@corridor/database';
import { compiled, digestFiles, loadDataSet, Source } from '@corridor/facts';
import type { LoadProgress } from '@corridor/subgraph';
import { ProjectIdentity } from './entities/project-records.js';
import { Sector } from './entities/sector.js';
import { ExchangeRate, PriceLevel } from './entities/series.js';
import { readCompiledFacts } from './facts/compiled-facts.js';
import { files } from './facts/files.js';
import { readIdentities } from './facts/identities.js';
import { readExchangeRates, readPriceLevels } from './facts/series.js';
import { mergeProjectRows } from './stores/project-rows.js';
import { refreshRollups } from './stores/rollups.js';

/** Counted up when the same files are to become other rows, so that databases load them anew. */
const format = 'projects 4';

async function writeFacts(database: Database, onProgress: LoadProgress): Promise<number> {
  const { sources, sectorCodes, projects } = readCompiledFacts();
  const replace = { replace: compiled };
  onProgress('projects: sources, sectors, rates', 0);
  await mergeRows(database, Source, sources.rows, replace);
  await mergeRows(database, Sector, sectorCodes, replace);
  await mergeRows(database, ExchangeRate, readExchangeRates(sources), replace);
  await mergeRows(database, PriceLevel, readPriceLevels(sources), replace);
  onProgress('projects: projects and money', 0.5);
  await mergeProjectRows(database, projects, compiled);
  await mergeRows(database, ProjectIdentity, readIdentities(sources), replace);
  await refreshRollups(database);
  return projects.projects.length;
}

/** Writes the service's compiled facts where they changed. */
export async function load(database: Database, onProgress: LoadProgress): Promise<void> {
  await loadDataSet(database, {
    name: compiled,
    digest: digestFiles(files.listFiles(), format),
    load: (transaction) => writeFacts(transaction, onProgress),
  });
  onProgress('projects', 1);
}
