import {
  checkUnique,
  citations,
  citationsOf,
  compiled,
  countryPair,
  edtf,
  readFacts,
  type SourceBook,
} from '@corridor/facts';
import { z } from 'zod';
import type { BilateralRelation } from '../entities/bilateral-relation.js';
import { files } from './files.js';

const schema = z.strictObject({
  pair: countryPair,
  diplomaticRelationsSince: edtf.optional(),
  citations,
});

/**
 * A row for each pair of countries of which something is recorded: in `relations.json`, or as one of `otherPairs`.
 * @throws FactError for a record that does not fit
 */
export function readRelations(sources: SourceBook, otherPairs: Iterable<string>): BilateralRelation[] {
  const records = readFacts(files.file('relations.json'), schema);
  checkUnique(records, ({ pair }) => pair);
  const recorded = new Map(records.map((record) => [record.fact.pair, record]));
  return [...new Set([...recorded.keys(), ...otherPairs])].sort().map((id) => {
    const [a, b] = [id.slice(0, 3), id.slice(4)];
    const record = recorded.get(id);
    const diplomaticRelationsSince = record?.fact.diplomaticRelationsSince ?? null;
    const cited = record ? citationsOf(sources, record.fact.citations, record) : [];
    return { id, a, b, diplomaticRelationsSince, citations: cited, dataSet: compiled };
  });
}
