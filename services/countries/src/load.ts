import { mergeRows, type Database } from '@corridor/database';
import { compiled, digestFiles, loadDataSet, Source } from '@corridor/facts';
import type { LoadProgress } from '@corridor/subgraph';
import { BilateralRelation } from './entities/bilateral-relation.js';
import { Border } from './entities/border.js';
import { Country } from './entities/country.js';
import { Doctrine } from './entities/doctrine.js';
import { Grouping } from './entities/grouping.js';
import { Indicator } from './entities/indicator.js';
import { Membership } from './entities/membership.js';
import { Observation } from './entities/observation.js';
import { OfficeTerm } from './entities/office-term.js';
import { Partnership } from './entities/partnership.js';
import { PartnershipTier } from './entities/partnership-tier.js';
import { Person } from './entities/person.js';
import { readCompiledFacts, readStatistics } from './facts/compiled-facts.js';
import { files } from './facts/files.js';
import { importedStatistics } from './data-sets.js';
import { atlasVersion } from './shapes/atlas.js';

type Rows = readonly [entity: new () => object, rows: readonly object[]];

/** Raised when the code makes other rows of the same files. */
const format = 'countries 3';

async function writeRows(database: Database, tables: readonly Rows[], keep?: string): Promise<number> {
  for (const [entity, rows] of tables) await mergeRows(database, entity, rows, { replace: compiled, keep });
  return tables.reduce((sum, [, rows]) => sum + rows.length, 0);
}

function listFacts(): Rows[] {
  const facts = readCompiledFacts();
  return [
    [Source, facts.sources],
    [Country, facts.countries],
    [Border, facts.borders],
    [Person, facts.people],
    [OfficeTerm, facts.officeTerms],
    [Grouping, facts.groupings],
    [Membership, facts.memberships],
    [PartnershipTier, facts.tiers],
    [Partnership, facts.partnerships],
    [BilateralRelation, facts.relations],
    [Doctrine, facts.doctrines],
  ];
}

function listStatistics(): Rows[] {
  const { indicators, observations } = readStatistics();
  return [
    [Indicator, indicators],
    [Observation, observations],
  ];
}

/**
 * Writes the compiled facts and the countries of the installed packages where they changed. What an import brought
 * stays: a compiled observation never takes the place of an imported one.
 */
export async function load(database: Database, onProgress: LoadProgress): Promise<void> {
  // The names come from the CLDR inside Node and the shapes from a package: another version of either loads anew.
  const versions = `${format}, CLDR ${process.versions['cldr']}, world-atlas ${atlasVersion()}`;
  const digest = digestFiles(files.listFiles(), versions);
  await loadDataSet(database, {
    name: compiled,
    digest,
    load: (transaction) => {
      onProgress('countries', 0);
      return writeRows(transaction, listFacts());
    },
  });
  await loadDataSet(database, {
    name: 'compiled statistics',
    digest,
    load: (transaction) => {
      onProgress('country statistics', 0.5);
      return writeRows(transaction, listStatistics(), importedStatistics);
    },
  });
  onProgress('countries', 1);
}
