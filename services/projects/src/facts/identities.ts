import { checkUnique, citationsOf, compiled, readFacts, type SourceBook } from '@corridor/facts';
import type { ProjectIdentity } from '../entities/project-records.js';
import { files } from './files.js';
import { identitySchema } from './record-schema.js';

/** The judgements by hand which records are of one undertaking. @throws FactError at the line of one that cannot be used */
export function readIdentities(sources: SourceBook): ProjectIdentity[] {
  const records = readFacts(files.file('identities.json'), identitySchema);
  checkUnique(records, ({ record }) => record);
  return records.map((located) => ({
    projectId: located.fact.record,
    intoId: located.fact.project ?? null,
    reason: located.fact.reason,
    citations: citationsOf(sources, located.fact.citations, located),
    dataSet: compiled,
  }));
}
