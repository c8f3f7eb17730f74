import {
  checkDefined,
  checkUnique,
  compiled,
  countryCode,
  factFields,
  idOf,
  readFacts,
  translations,
  type SourceBook,
} from '@corridor/facts';
import { fold, foldAll } from '@corridor/text-search';
import { z } from 'zod';
import type { OfficeTerm } from '../entities/office-term.js';
import type { Person } from '../entities/person.js';
import { datedColumns } from './dated-columns.js';
import { files } from './files.js';
import { wikidataId } from './wikidata-id.js';

const personSchema = z.strictObject({
  id: idOf('person'),
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  names: translations,
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
export function readPeople(): Person[] {
  const records = readFacts(files.file('people.json'), personSchema);
  checkUnique(records, ({ id }) => id);
  return records.map(({ fact: { nationality = null, wikidataId = null, ...person } }) => {
    const { name, aliases, names } = person;
    const allNames = [...new Set([name, ...aliases, ...Object.values(names)])];
    const nameKeys = [...new Set(allNames.map(fold))];
    const searchText = foldAll(allNames);
    return { ...person, nationality, wikidataId, nameKeys, searchText, dataSet: compiled };
  });
}

/** @throws FactError for a record that does not fit, or whose person is not defined */
export function readOfficeTerms(
  sources: SourceBook,
  people: readonly Person[],
): Omit<OfficeTerm, 'recordedAt'>[] {
  const records = readFacts(files.file('office-terms.json'), termSchema);
  checkUnique(records, ({ id }) => id);
  const known = new Set(people.map(({ id }) => id));
  return records.map((record) => {
    const { id, person, country, role, title, ordinal } = record.fact;
    return {
      ...datedColumns(sources, record.fact, record),
      id,
      personId: checkDefined(known, person, record, 'person'),
      countryIso3: country,
      role,
      title,
      ordinal: ordinal ?? null,
    };
  });
}
