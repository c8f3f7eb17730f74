import { compiled, factFields, readFacts } from '@corridor/facts';
import { z } from 'zod';
import type { OfficeTerm } from '../entities/office-term.js';
import type { Person } from '../entities/person.js';
import { fold } from '../text-fold.js';
import { factFile } from './files.js';
import { checkDefined, checkUnique, factColumns, type Reading } from './reading.js';
import { countryCode, idOf, wikidataId } from './record-schema.js';

const personSchema = z.strictObject({
  id: idOf('person'),
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  names: z.record(z.string(), z.string()).default({}),
  nationality: countryCode.optional(),
  wikidataId: wikidataId.optional(),
});

const termSchema = z.strictObject({
  id: idOf('term'),
  person: idOf('person'),
  country: countryCode,
  role: z.enum([
    'HEAD_OF_STATE',
    'HEAD_OF_GOVERNMENT',
    'DEPUTY_HEAD_OF_GOVERNMENT',
    'FOREIGN_MINISTER',
    'DEFENCE_CHIEF',
    'AMBASSADOR',
    'OTHER',
  ]),
  title: z.string(),
  ordinal: z.int().positive().optional(),
  ...factFields,
});

/** @throws FactError for a record that does not fit */
export function readPeople({ checkCountry }: Reading): Person[] {
  const records = readFacts(factFile('people.json'), personSchema);
  checkUnique(records, ({ id }) => id);
  return records.map((record) => {
    const { id, name, aliases, names, nationality, wikidataId: item } = record.fact;
    if (nationality) checkCountry(nationality, record, 'nationality');
    const nameKeys = [...new Set([name, ...aliases, ...Object.values(names)].map(fold))];
    return {
      id,
      name,
      aliases,
      names,
      nationality: nationality ?? null,
      wikidataId: item ?? null,
      nameKeys,
      searchText: nameKeys.join('\n'),
      dataSet: compiled,
    };
  });
}

/** @throws FactError for a record that does not fit, or whose person or country is not defined */
export function readOfficeTerms(
  reading: Reading,
  people: readonly Person[],
): Omit<OfficeTerm, 'recordedAt'>[] {
  const records = readFacts(factFile('office-terms.json'), termSchema);
  checkUnique(records, ({ id }) => id);
  const known = new Set(people.map(({ id }) => id));
  return records.map((record) => {
    const { id, person, country, role, title, ordinal } = record.fact;
    return {
      ...factColumns(reading, record.fact, record),
      id,
      personId: checkDefined(known, person, record, 'person'),
      countryIso3: reading.checkCountry(country, record, 'country'),
      role,
      title,
      ordinal: ordinal ?? null,
    };
  });
}
