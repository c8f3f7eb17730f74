import { checkDefined, citationsOf, compiled, factColumns, type Located, validDays } from '@corridor/facts';
import { fold, foldAll } from '@corridor/text-search';
import type { Project } from '../entities/project.js';
import type { ProjectRows, Written } from '../entities/project-rows.js';
import type { Known } from './known.js';
import { moneyRows } from './money-rows.js';
import type { ProjectRecord } from './record-schema.js';

type Place = Located<ProjectRecord>;

/** The first day a project can have begun and the last it can end: actual dates before planned ones. */
function spanOf(dates: Pick<ProjectRecord, 'plannedStart' | 'actualStart' | 'plannedEnd' | 'actualEnd'>) {
  const start = dates.actualStart ?? dates.plannedStart;
  const end = dates.actualEnd ?? dates.plannedEnd;
  const { validFromOn: startsOn, validToOn: endsOn } = validDays({ validFrom: start, validTo: end });
  return { startsOn, endsOn };
}

function projectRow(known: Known, record: Place): Written<Project> {
  const { fact } = record;
  return {
    id: fact.id,
    iatiIdentifier: fact.iatiIdentifier ?? null,
    acronym: fact.acronym ?? null,
    title: fact.title,
    titles: fact.titles,
    description: fact.description ?? null,
    scope: fact.scope,
    status: fact.status,
    flagship: fact.flagship,
    partOfId: fact.parent === undefined ? null : checkDefined(known.projects, fact.parent, record, 'parent'),
    recommendedForAggregates: fact.recommendedForAggregates,
    objectives: fact.objectives,
    plannedStart: fact.plannedStart ?? null,
    actualStart: fact.actualStart ?? null,
    plannedEnd: fact.plannedEnd ?? null,
    actualEnd: fact.actualEnd ?? null,
    flowType: fact.flowType ?? null,
    aidType: null,
    financeType: null,
    ...spanOf(fact),
    citations: citationsOf(known.sources, fact.citations, record),
    searchText: foldAll([
      fact.title,
      ...Object.values(fact.titles),
      fact.acronym,
      fact.description,
      fact.id,
      fact.iatiIdentifier,
    ]),
    titleKey: fold(fact.title),
    dataSet: compiled,
  };
}

function parties(known: Known, record: Place) {
  const { id: projectId, recipients, participatingOrgs } = record.fact;
  return {
    recipients: recipients.map(({ country, percentage = null }) => ({
      projectId,
      country,
      percentage,
      dataSet: compiled,
    })),
    participations: participatingOrgs.map(({ organisation, role, country = null }, position) => ({
      projectId,
      organisationId: checkDefined(known.organisations, organisation, record, 'participatingOrgs', position),
      role,
      position,
      country,
      dataSet: compiled,
    })),
  };
}

function sectorsAndPlaces(known: Known, record: Place) {
  const { id: projectId, sectors, phases, locations } = record.fact;
  return {
    sectors: sectors.map(({ sector, percentage = null }, index) => ({
      projectId,
      sectorId: checkDefined(known.sectors, sector, record, 'sectors', index),
      percentage,
      dataSet: compiled,
    })),
    phases: phases.map((phase, index) => ({
      ...factColumns(known.sources, phase, record),
      id: phase.id,
      projectId,
      label: phase.label,
      status: phase.status,
      sectorIds: phase.sectors.map((id, at) =>
        checkDefined(known.sectors, id, record, 'phases', index, 'sectors', at),
      ),
      note: phase.note ?? null,
    })),
    locations: locations.map(({ name, country = null, lat, lon, exact, locationClass = null }, position) => ({
      projectId,
      position,
      name,
      country,
      latitude: lat ?? null,
      longitude: lon ?? null,
      exact,
      locationClass,
      dataSet: compiled,
    })),
  };
}

/** What the sources say; the year of an amount is that of the project's transactions, when it is one year. */
function projectSources(known: Known, record: Place) {
  const { id: projectId, sources, transactions } = record.fact;
  const years = new Set(transactions.map(({ date, year }) => year ?? Number(date!.slice(0, 4))));
  return sources.map(({ source, identifier, title, status, amount, currency, counted }, index) => {
    const sourceId = known.sources.idOf(source, record, ['sources', index]);
    return {
      ...{ projectId, sourceId, identifier, title, counted },
      status: status ?? null,
      amount: amount ?? null,
      currency: currency ?? null,
      year: counted && years.size === 1 ? [...years][0]! : null,
      publisherValues: [],
      dataSet: compiled,
    };
  });
}

/**
 * The rows of one project's record.
 * @throws FactError at file and line of what the record names and nothing defines
 */
export const projectRowsOf = (known: Known, record: Place): Omit<ProjectRows, 'organisations'> => ({
  projects: [projectRow(known, record)],
  ...parties(known, record),
  ...sectorsAndPlaces(known, record),
  ...moneyRows(known, record),
  sources: projectSources(known, record),
});
