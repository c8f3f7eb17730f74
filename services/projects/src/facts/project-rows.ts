import { boundsOf } from '@corridor/schema';
import { citationsOf, compiled, type Citation, type Located, type SourceBook } from '@corridor/facts';
import type { Project } from '../entities/project.js';
import type { ProjectRows, Written } from '../entities/project-rows.js';
import { isIso3 } from '../country-codes.js';
import { fold } from '../text-fold.js';
import type { ProjectRecord } from './record-schema.js';

/** What a project's record may name. */
export interface Known {
  readonly sources: SourceBook;
  readonly organisations: ReadonlySet<string>;
  readonly sectors: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
}

type Path = readonly (string | number)[];
type Place = Located<ProjectRecord>;

interface FactFields {
  readonly standing: string;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly citations: readonly Citation[];
}

/** @throws FactError at the value's line when nothing defines it */
function check(record: Place, known: ReadonlySet<string>, id: string, at: Path): string {
  if (!known.has(id)) throw record.error(`${at.join('.')}: nothing has the id ${id}`, at);
  return id;
}

function checkCountry(record: Place, iso3: string | undefined, at: Path): string | null {
  if (iso3 !== undefined && !isIso3(iso3))
    throw record.error(`${at.join('.')}: no country has the code ${iso3}`, at);
  return iso3 ?? null;
}

const factColumns = (known: Known, record: Place, fact: FactFields) => ({
  standing: fact.standing,
  validFrom: fact.validFrom ?? null,
  validTo: fact.validTo ?? null,
  citations: citationsOf(known.sources, fact.citations, record),
  dataSet: compiled,
});

/** Title, acronym, description and identifiers of a project as a search compares them. */
export const searchTextOf = (texts: readonly (string | null | undefined)[]): string =>
  fold(texts.filter((text) => text != null).join(' \n '));

/** The first day a project can have begun and the last it can end: actual dates before planned ones. */
export function spanOf(
  dates: Pick<ProjectRecord, 'plannedStart' | 'actualStart' | 'plannedEnd' | 'actualEnd'>,
) {
  const start = dates.actualStart ?? dates.plannedStart;
  const end = dates.actualEnd ?? dates.plannedEnd;
  return {
    startsOn: (start && boundsOf(start).from) ?? null,
    endsOn: (end && boundsOf(end).to) ?? null,
  };
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
    partOfId: fact.parent === undefined ? null : check(record, known.projects, fact.parent, ['parent']),
    recommendedForAggregates: fact.recommendedForAggregates,
    objectives: fact.objectives,
    plannedStart: fact.plannedStart ?? null,
    actualStart: fact.actualStart ?? null,
    plannedEnd: fact.plannedEnd ?? null,
    actualEnd: fact.actualEnd ?? null,
    flowType: fact.flowType ?? null,
    ...spanOf(fact),
    citations: citationsOf(known.sources, fact.citations, record),
    searchText: searchTextOf([
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
    recipients: recipients.map(({ country, percentage = null }, index) => ({
      projectId,
      country: checkCountry(record, country, ['recipients', index])!,
      percentage,
      dataSet: compiled,
    })),
    participations: participatingOrgs.map(({ organisation, role, country }, position) => ({
      projectId,
      organisationId: check(record, known.organisations, organisation, ['participatingOrgs', position]),
      role,
      position,
      country: checkCountry(record, country, ['participatingOrgs', position]),
      dataSet: compiled,
    })),
  };
}

function sectorsAndPlaces(known: Known, record: Place) {
  const { id: projectId, sectors, phases, locations } = record.fact;
  return {
    sectors: sectors.map(({ sector, percentage = null }, index) => ({
      projectId,
      sectorId: check(record, known.sectors, sector, ['sectors', index]),
      percentage,
      dataSet: compiled,
    })),
    phases: phases.map((phase, index) => ({
      ...factColumns(known, record, phase),
      id: phase.id,
      projectId,
      label: phase.label,
      status: phase.status,
      sectorIds: phase.sectors.map((id, at) =>
        check(record, known.sectors, id, ['phases', index, 'sectors', at]),
      ),
      note: phase.note ?? null,
    })),
    locations: locations.map(({ name, country, lat, lon, exact, locationClass = null }, position) => ({
      projectId,
      position,
      name,
      country: checkCountry(record, country, ['locations', position]),
      latitude: lat ?? null,
      longitude: lon ?? null,
      exact,
      locationClass,
      dataSet: compiled,
    })),
  };
}

function transactions(known: Known, record: Place) {
  const checkAt = (ids: ReadonlySet<string>, id: string | undefined, index: number, field: string) =>
    id === undefined ? null : check(record, ids, id, ['transactions', index, field]);
  return record.fact.transactions.map((transaction, index) => {
    const { date, year, provider, receiver, sector } = transaction;
    return {
      ...factColumns(known, record, { ...transaction, validFrom: transaction.validFrom ?? year?.toString() }),
      id: transaction.id,
      projectId: record.fact.id,
      type: transaction.type,
      amount: transaction.amount,
      currency: transaction.currency,
      date: date ?? `${year}-12-31`,
      providerId: checkAt(known.organisations, provider, index, 'provider'),
      receiverId: checkAt(known.organisations, receiver, index, 'receiver'),
      sectorId: checkAt(known.sectors, sector, index, 'sector'),
    };
  });
}

function otherMoney(known: Known, record: Place) {
  const { id: projectId, budgets, fundingActions, estimates } = record.fact;
  return {
    budgets: budgets.map((budget, position) => {
      const { amount, currency, periodStart, periodEnd, revised } = budget;
      const fact = factColumns(known, record, budget);
      return { ...fact, projectId, position, amount, currency, periodStart, periodEnd, revised };
    }),
    fundingActions: fundingActions.map(({ by, note = null, ...action }, index) => {
      const { id, kind, amount, currency, date } = action;
      const { from, to } = boundsOf(date);
      return {
        ...factColumns(known, record, action),
        ...{ id, projectId, kind, amount, currency, date, note },
        dateOn: (from ?? to)!,
        organisationId: check(record, known.organisations, by, ['fundingActions', index, 'by']),
      };
    }),
    estimates: estimates.map((estimate, position) => ({
      ...factColumns(known, record, estimate),
      projectId,
      position,
      lowAmount: estimate.low?.amount ?? null,
      lowCurrency: estimate.low?.currency ?? null,
      highAmount: estimate.high?.amount ?? null,
      highCurrency: estimate.high?.currency ?? null,
      wording: estimate.wording,
      measure: estimate.measure ?? null,
    })),
  };
}

/** What the sources say; the year of an amount is that of the project's transactions, when it is one year. */
function projectSources(known: Known, record: Place) {
  const { id: projectId, sources, transactions } = record.fact;
  const years = new Set(transactions.map(({ date, year }) => year ?? Number(date!.slice(0, 4))));
  return sources.map(({ source, identifier, title, status, amount, currency, counted }, index) => {
    const sourceId = known.sources.idOf(source);
    if (sourceId === undefined)
      throw record.error(`sources.${index}: no source has the key ${source}`, ['sources', index]);
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
  transactions: transactions(known, record),
  ...otherMoney(known, record),
  sources: projectSources(known, record),
});
