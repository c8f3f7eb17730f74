import { checkUnique, citationsOf, compiled, readFacts, readTable, type SourceBook } from '@corridor/facts';
import type { Written } from '../entities/project-rows.js';
import type { Organisation } from '../entities/organisation.js';
import type { Sector } from '../entities/sector.js';
import { files } from './files.js';
import { codeListSchema, organisationSchema, sectorSchema } from './record-schema.js';

/** The id of a DAC sector code. */
export const sectorIdOf = (code: string): string => `DAC:${code}`;

/**
 * The wider codes a sector code lies in: a purpose (31120) in its category (311), a category in its group (310), which
 * is a category of round tens that has no purposes of its own.
 */
function codesAround(code: string, codes: ReadonlySet<string>, groups: ReadonlySet<string>): string[] {
  const category = code.slice(0, 3);
  const group = `${code.slice(0, 2)}0`;
  return [...new Set([code, category, ...(groups.has(group) ? [group] : [])])].filter((each) =>
    codes.has(each),
  );
}

/** The sector codes, each with the ids of the codes that include it. */
export function readSectors(): Sector[] {
  const records = readTable(files.file('sectors.csv'), sectorSchema);
  const codes = new Set(records.map(({ fact }) => fact.code));
  const withPurposes = new Set(
    [...codes].filter((code) => code.length === 5).map((code) => code.slice(0, 3)),
  );
  const isGroup = (code: string) => code.length === 3 && code.endsWith('0') && !withPurposes.has(code);
  const groups = new Set([...codes].filter(isGroup));
  return records.map(({ fact: { code, name, category } }) => ({
    id: sectorIdOf(code),
    code,
    name,
    category,
    vocabulary: 'DAC',
    within: codesAround(code, codes, groups).map(sectorIdOf),
    dataSet: compiled,
  }));
}

/** A code list's names by code. @throws FactError for a list without citation or of an unknown source */
function readCodeList(list: string, sources: SourceBook): ReadonlyMap<string, string> {
  const lists = readFacts(files.file('code-lists.json'), codeListSchema);
  for (const record of lists) citationsOf(sources, record.fact.citations, record);
  const found = lists.find(({ fact }) => fact.list === list);
  return new Map(found?.fact.codes.map(({ code, name }) => [code, name]));
}

/** The names of IATI's code list OrganisationType by code. */
export const readOrganisationTypes = (sources: SourceBook) => readCodeList('OrganisationType', sources);

/**
 * The organisations that are written down by hand.
 * @throws FactError at the line of one with an unknown type, or a second one of an id
 */
export function readOrganisations(sources: SourceBook): Written<Organisation>[] {
  const types = readOrganisationTypes(sources);
  const records = readFacts(files.file('organisations.json'), organisationSchema);
  checkUnique(records, ({ id }) => id);
  return records.map(({ fact: { country = null, ...organisation }, error }) => {
    const type = types.get(organisation.type);
    if (type === undefined)
      throw error(`type: no OrganisationType has the code ${organisation.type}`, ['type']);
    return { ...organisation, type, country, dataSet: compiled };
  });
}
