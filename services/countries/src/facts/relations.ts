import { citationsOf, compiled, edtf, factFields, readFacts } from '@corridor/facts';
import { z } from 'zod';
import type { BilateralRelation } from '../entities/bilateral-relation.js';
import { factFile } from './files.js';
import { checkUnique, type Reading } from './reading.js';
import { countryPair } from './record-schema.js';

const schema = z.strictObject({
  pair: countryPair,
  diplomaticRelationsSince: edtf.optional(),
  citations: factFields.citations,
});

/**
 * A row for each pair of countries of which something is recorded: in `relations.json`, or as one of `otherPairs`.
 * @throws FactError for a record that does not fit
 */
export function readRelations(reading: Reading, otherPairs: Iterable<string>): BilateralRelation[] {
  const records = readFacts(factFile('relations.json'), schema);
  checkUnique(records, ({ pair }) => pair);
  const recorded = new Map(records.map((record) => [record.fact.pair, record]));
  return [...new Set([...recorded.keys(), ...otherPairs])].sort().map((id) => {
    const [a, b] = [id.slice(0, 3), id.slice(4)];
    const record = recorded.get(id);
    if (record) for (const iso3 of [a, b]) reading.checkCountry(iso3, record, 'pair');
    const citations = record ? citationsOf(reading.sources, record.fact.citations, record) : [];
    const diplomaticRelationsSince = record?.fact.diplomaticRelationsSince ?? null;
    return { id, a, b, diplomaticRelationsSince, citations, dataSet: compiled };
  });
}
