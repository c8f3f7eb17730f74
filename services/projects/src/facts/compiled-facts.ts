import { checkUnique, citationsOf, readFacts, type Located, type SourceBook } from '@corridor/facts';
import { joinProjectRows, type ProjectRows } from '../entities/project-rows.js';
import type { Sector } from '../entities/sector.js';
import { files } from './files.js';
import type { Known } from './known.js';
import { projectRowsOf } from './project-rows.js';
import { notMemberSchema, projectSchema, type ProjectRecord } from './record-schema.js';
import { readOrganisations, readSectors } from './reference-data.js';

/** All the service's compiled facts as rows. */
export interface CompiledFacts {
  readonly sources: SourceBook;
  readonly sectorCodes: readonly Sector[];
  readonly projects: ProjectRows;
}

type Record = Located<ProjectRecord>;

/** The ids that a record defines, whatever they are the ids of. */
const idsOf = ({ id, phases, transactions, fundingActions }: ProjectRecord) => [
  id,
  ...[phases, transactions, fundingActions].flat().map((part) => part.id),
];

/** @throws FactError at a record whose parents lead back to it */
function checkParents(records: readonly Record[]): void {
  const parents = new Map(records.map(({ fact }) => [fact.id, fact.parent]));
  for (const { fact, error } of records) {
    let [ancestor, steps] = [fact.parent, 0];
    while (ancestor !== undefined && steps++ <= parents.size) {
      if (ancestor === fact.id)
        throw error('parent: the parents lead back to the project itself', ['parent']);
      ancestor = parents.get(ancestor);
    }
  }
}

/** The rows that were judged not to be CPEC's may not be among its members. */
function checkNotMembers(records: readonly Record[], sources: SourceBook): void {
  const members = new Set(records.filter(({ fact }) => fact.parent !== undefined).map(({ fact }) => fact.id));
  for (const record of readFacts(files.file('cpec-not-members.json'), notMemberSchema)) {
    citationsOf(sources, record.fact.citations, record);
    if (members.has(`project:aiddata:${record.fact.identifier}`))
      throw record.error('identifier: the project is among the members too', ['identifier']);
  }
}

/** The records of projects, the hand-kept ones first. */
export const readProjectRecords = (): Record[] =>
  ['projects.json', 'cpec-members.json'].flatMap((name) => readFacts(files.file(name), projectSchema));

/**
 * Reads and checks every fact file.
 * @throws FactError at file and line of the first record that cannot be used
 */
export function readCompiledFacts(): CompiledFacts {
  const sources = files.readSources();
  const sectorCodes = readSectors();
  const organisations = readOrganisations(sources);
  const records = readProjectRecords();
  checkUnique(records, idsOf);
  checkParents(records);
  checkNotMembers(records, sources);
  const known: Known = {
    sources,
    organisations: new Set(organisations.map(({ id }) => id)),
    sectors: new Set(sectorCodes.map(({ id }) => id)),
    projects: new Set(records.map(({ fact }) => fact.id)),
  };
  const rows = records.map((record) => projectRowsOf(known, record));
  return {
    sources,
    sectorCodes,
    projects: joinProjectRows(organisations, rows),
  };
}
