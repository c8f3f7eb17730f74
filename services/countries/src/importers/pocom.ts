import { mergeRows, type Database } from '@corridor/database';
import { compiled, DataSet, edtf, Source, validDays } from '@corridor/facts';
import {
  loadRows,
  readXml,
  sumReports,
  type ImportContext,
  type Importer,
  type LocalFile,
  type Parsed,
  type XmlElement,
} from '@corridor/importing';
import { sourceId } from '@corridor/schema';
import { foldAll, fold } from '@corridor/text-search';
import { OfficeTerm } from '../entities/office-term.js';
import { Person } from '../entities/person.js';

const dataSet = 'pocom';

const cited = {
  title: 'Principal Officers and Chiefs of Mission',
  publisher: 'Office of the Historian, US Department of State',
  url: 'https://history.state.gov/departmenthistory/people',
  publishedOn: null,
  kind: 'DATASET',
  licence: 'CC0 1.0',
};
const source: Source = { id: sourceId(cited), ...cited, dataSet };

/** The publisher's ids of titles that its people are known by; others are told by their words. */
const titles: Readonly<Record<string, string>> = {
  'ambassador-e-p': 'Ambassador Extraordinary and Plenipotentiary',
  'envoy-extraordinary-minister-plenipotentiary': 'Envoy Extraordinary and Minister Plenipotentiary',
  'charge-daffaires': 'Chargé d’Affaires',
  'charge-daffaires-ad-interim': 'Chargé d’Affaires ad interim',
};

const capitalize = (slug: string) =>
  slug
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');

const childOf = (element: XmlElement, name: string) => element.children.find((child) => child.name === name);
const textOf = (element: XmlElement, name: string) => childOf(element, name)?.text.trim() ?? '';

/** A term of office with who holds it. */
interface Chief {
  readonly person: Omit<Person, 'recordedAt'>;
  readonly term: Omit<OfficeTerm, 'recordedAt'>;
}

/** The file has a person's id and no name: its words stand for one, surname first as they do there. */
function personOf(id: string): Chief['person'] {
  const name = capitalize(id);
  return {
    ...{ id: `person:pocom:${id}`, name, names: {}, aliases: [], nationality: null, wikidataId: null },
    ...{ nameKeys: [fold(name)], searchText: foldAll([name]), dataSet },
  };
}

/** A day, a month or a year; undefined where the publisher gives none. */
function dateOf(chief: XmlElement, name: string): string | undefined {
  const element = childOf(chief, name);
  return (element && textOf(element, 'date')) || undefined;
}

function readChief(chief: XmlElement): Parsed<Chief> {
  const { line } = chief;
  const [id, personId] = [textOf(chief, 'id'), textOf(chief, 'person-id')];
  if (!/^[\w-]+$/.test(id)) return { line, reject: { reason: 'no record id', field: 'id', value: id } };
  if (!/^[\w-]+$/.test(personId))
    return { line, reject: { reason: 'nobody', field: 'person-id', value: personId } };
  const [from, to] = [dateOf(chief, 'started') ?? dateOf(chief, 'arrived'), dateOf(chief, 'ended')];
  const fault = [from, to].find((date) => date !== undefined && !edtf.safeParse(date).success);
  if (fault !== undefined) return { line, reject: { reason: 'not a date', field: 'date', value: fault } };
  if (from === undefined)
    return {
      line,
      reject: { reason: 'did not take up the post', field: 'started', value: textOf(chief, 'note') },
    };
  const role = textOf(chief, 'role-title-id');
  const term = {
    id: `term:pocom:${id}`,
    personId: `person:pocom:${personId}`,
    countryIso3: 'USA',
    role: 'AMBASSADOR',
    title: `${titles[role] ?? capitalize(role)} to ${capitalize(textOf(chief, 'contemporary-territory-id'))}`,
    ordinal: null,
    standing: 'OFFICIAL',
    validFrom: from,
    validTo: to ?? null,
    ...validDays({ validFrom: from, validTo: to }),
    citations: [{ sourceId: source.id, locator: `chief ${id}` }],
    dataSet,
  };
  return { line, row: { person: personOf(personId), term } };
}

async function* readChiefs(file: LocalFile, context: ImportContext<Database>): AsyncGenerator<Parsed<Chief>> {
  const seen = new Set<string>();
  for await (const chief of readXml(file, 'chief', context)) {
    const parsed = readChief(chief);
    const id = parsed.row?.term.id;
    if (id === undefined || seen.size < seen.add(id).size) yield parsed;
    else
      yield {
        line: chief.line,
        reject: { reason: 'a record of this id came before', field: 'id', value: id },
      };
  }
}

async function storeChiefs(database: Database, chiefs: readonly Chief[]) {
  const people = new Map(chiefs.map(({ person }) => [person.id, person]));
  await mergeRows(database, Source, [source], { keep: compiled });
  await mergeRows(database, Person, [...people.values()]);
  const { created, updated } = await mergeRows(
    database,
    OfficeTerm,
    chiefs.map(({ term }) => term),
  );
  return { created, updated, unchanged: chiefs.length - created - updated };
}

/** Chiefs of mission of the United States, a file per country (XML). All or nothing. */
export const pocom: Importer<Database> = {
  id: dataSet,
  title: 'HistoryAtState chiefs of mission',
  recognises: ({ rootElement }) => rootElement === 'country-mission',
  run: (files, { rejects, signal, ...context }) =>
    context.database.transaction(async (database) => {
      const reports = [];
      for (const file of files)
        reports.push(
          await loadRows(readChiefs(file, { ...context, database, rejects, signal }), {
            ...{ path: file.path, rejects, signal },
            store: (chiefs) => storeChiefs(database, chiefs),
          }),
        );
      const digest = files.map(({ sha256 }) => sha256).join(' ');
      const report = sumReports(reports);
      await mergeRows(database, DataSet, [
        { name: dataSet, digest, rowCount: report.read - report.rejected },
      ]);
      return report;
    }),
};
