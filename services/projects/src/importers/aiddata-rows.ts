import type { CitationColumn } from '@corridor/facts';
import { fold, foldAll } from '@corridor/text-search';
import type { Organisation } from '../entities/organisation.js';
import type { Participation } from '../entities/parties.js';
import type { ProjectRows, Written } from '../entities/project-rows.js';
import { sectorIdOf } from '../facts/reference-data.js';
import { agencyKey, isLenderBeside, slugOf, type Agency } from './aiddata-agencies.js';
import type { AidDataRow } from './aiddata-row.js';

/** What the rows are written as. */
export interface Naming {
  readonly dataSet: string;
  /** The data set as a source. */
  readonly sourceId: string;
  /** The organisations that are written down by hand, by {@link agencyKey}. */
  readonly organisations: ReadonlyMap<string, { readonly id: string; readonly country: string | null }>;
}

/** The donor of every row. */
const donor = 'CHN';
/** Stands in where the table names no funding agency; "official finance" may come from a ministry or a state bank. */
const unnamed: Agency = { name: 'China, agency not named', type: 'Other' };

const organisationId = ({ organisations }: Naming, { name }: Agency) =>
  organisations.get(agencyKey(name))?.id ?? `org:aiddata:${slugOf(name)}`;

/** Who gives the money: the one agency of the donor; of several, who alone stands beside others' lenders, the first. */
function providerOf(funders: readonly Agency[]): Agency | undefined {
  const own = funders.filter((agency) => !isLenderBeside(agency));
  return own.length === 1 || own.length < funders.length ? own[0] : undefined;
}

const fundersOf = ({ funders }: AidDataRow): readonly Agency[] =>
  funders.some((agency) => !isLenderBeside(agency)) ? funders : [unnamed, ...funders];

function participations(naming: Naming, row: AidDataRow, projectId: string): Participation[] {
  const { dataSet } = naming;
  const named = [
    ...fundersOf(row).map((agency) => ({
      agency,
      role: 'FUNDING',
      country: isLenderBeside(agency) ? null : donor,
    })),
    ...row.accountable.map((agency) => ({ agency, role: 'ACCOUNTABLE', country: null })),
    ...row.implementers.map((agency) => ({ agency, role: 'IMPLEMENTING', country: null })),
  ];
  const unique = new Map<string, Participation>();
  named.forEach(({ agency, role, country }, position) => {
    const part = {
      projectId,
      organisationId: organisationId(naming, agency),
      role,
      position,
      country,
      dataSet,
    };
    if (!unique.has(`${part.organisationId} ${role}`)) unique.set(`${part.organisationId} ${role}`, part);
  });
  return [...unique.values()];
}

/** The organisations of the rows that nobody wrote down by hand. */
function organisationsOf(naming: Naming, rows: readonly AidDataRow[]): Written<Organisation>[] {
  const found = new Map<string, Written<Organisation>>();
  for (const row of rows) {
    for (const agency of [...fundersOf(row), ...row.accountable, ...row.implementers]) {
      if (naming.organisations.has(agencyKey(agency.name))) continue;
      const id = organisationId(naming, agency);
      if (found.has(id)) continue;
      const country = agency === unnamed ? donor : null;
      found.set(id, {
        id,
        name: agency.name,
        names: {},
        type: agency.type,
        country,
        dataSet: naming.dataSet,
      });
    }
  }
  return [...found.values()];
}

/** One commitment; where a row holds several amounts, one for each. */
function transactionsOf(
  naming: Naming,
  row: AidDataRow,
  projectId: string,
  citations: readonly CitationColumn[],
) {
  const provider = providerOf(fundersOf(row));
  return row.amounts.map(({ amount, currency }, index) => ({
    id: `tx:aiddata:${row.recordId}${row.amounts.length > 1 ? `:${index + 1}` : ''}`,
    projectId,
    type: 'OUTGOING_COMMITMENT',
    amount,
    currency,
    date: `${row.year}-12-31`,
    providerId: provider ? organisationId(naming, provider) : null,
    receiverId: null,
    sectorId: null,
    recipient: null,
    standing: 'REPORTED',
    validFrom: `${row.year}${row.isYearUncertain ? '?' : ''}`,
    validTo: null,
    citations,
    dataSet: naming.dataSet,
  }));
}

/** What the publisher says: the amount where it is one, and the publisher's dollars beside it. */
function sourceOf(naming: Naming, row: AidDataRow, projectId: string) {
  const [only, another] = row.amounts;
  const given = another ? undefined : only;
  return {
    projectId,
    sourceId: naming.sourceId,
    identifier: row.recordId,
    title: row.title,
    status: row.status,
    amount: given?.amount ?? null,
    currency: given?.currency ?? null,
    year: row.year,
    publisherValues: [
      ...(row.usdCurrent === null ? [] : [{ amount: row.usdCurrent, currency: 'USD' }]),
      ...(row.usdOf2017 === null ? [] : [{ amount: row.usdOf2017, currency: 'USD', priceYear: 2017 }]),
    ],
    counted: true,
    dataSet: naming.dataSet,
  };
}

function projectOf({ dataSet }: Naming, row: AidDataRow, id: string, citations: readonly CitationColumn[]) {
  const { title, description, status, flowType, dates } = row;
  return {
    ...{ id, title, description, status, flowType, ...dates, citations, dataSet },
    iatiIdentifier: null,
    acronym: null,
    aidType: null,
    financeType: null,
    titles: {},
    scope: 'PROJECT',
    flagship: false,
    partOfId: null,
    recommendedForAggregates: row.isRecommended,
    objectives: [],
    startsOn: dates.actualStart ?? dates.plannedStart,
    endsOn: dates.actualEnd ?? dates.plannedEnd,
    searchText: foldAll([title, description, id]),
    titleKey: fold(title),
  };
}

function placesOf({ dataSet }: Naming, { places, recipients }: AidDataRow, projectId: string) {
  if (places === null) return [];
  const country = recipients.length === 1 ? recipients[0]! : null;
  const point = { latitude: null, longitude: null, exact: false, locationClass: null };
  return [{ projectId, position: 0, name: places, country, ...point, dataSet }];
}

export const projectIdOf = ({ recordId }: AidDataRow): string => `project:aiddata:${recordId}`;

/** The rows of the table as the service's rows. */
export function toProjectRows(naming: Naming, rows: readonly AidDataRow[]): ProjectRows {
  const { dataSet } = naming;
  const of = rows.map((row) => ({
    row,
    id: projectIdOf(row),
    citations: [{ sourceId: naming.sourceId, locator: `project_id ${row.recordId}` }],
  }));
  return {
    organisations: organisationsOf(naming, rows),
    projects: of.map(({ row, id, citations }) => projectOf(naming, row, id, citations)),
    recipients: of.flatMap(({ row, id: projectId }) =>
      row.recipients.map((country) => ({
        ...{ projectId, country, dataSet },
        percentage: row.recipients.length === 1 ? '100' : null,
      })),
    ),
    participations: of.flatMap(({ row, id }) => participations(naming, row, id)),
    sectors: of.map(({ row, id: projectId }) => ({
      ...{ projectId, sectorId: sectorIdOf(row.sectorCode), percentage: '100', dataSet },
    })),
    locations: of.flatMap(({ row, id }) => placesOf(naming, row, id)),
    sources: of.map(({ row, id }) => sourceOf(naming, row, id)),
    transactions: of.flatMap(({ row, id, citations }) => transactionsOf(naming, row, id, citations)),
    phases: [],
    budgets: [],
    fundingActions: [],
    estimates: [],
  };
}
