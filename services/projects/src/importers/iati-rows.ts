import { findIso3 } from '@corridor/country-codes';
import type { CitationColumn, Source } from '@corridor/facts';
import { fold, foldAll } from '@corridor/text-search';
import type { Organisation } from '../entities/organisation.js';
import type { ProjectRows, Written } from '../entities/project-rows.js';
import type { Sector } from '../entities/sector.js';
import { sectorIdOf } from '../facts/reference-data.js';
import type { PublishedProject } from '../stores/project-records.js';
import { agencyKey, slugOf } from './aiddata-agencies.js';
import type { IatiActivity } from './iati-activity.js';
import { isOwnVocabulary, type IatiParty, type IatiSector } from './iati-parts.js';

export const dataSet = 'iati';

/** What the rows are written as. */
export interface Naming {
  /** The file's name and, where it was fetched from the web, its address. */
  readonly file: { readonly name: string; readonly url?: string | undefined };
  /** The organisations that are written down by hand: their ids by {@link agencyKey}. */
  readonly organisations: ReadonlyMap<string, string>;
}

export const projectIdOf = (identifier: string): string => `project:iati:${identifier}`;

const organisationIdOf = ({ organisations }: Naming, { ref, name }: IatiParty): string =>
  organisations.get(agencyKey(name)) ?? `org:iati:${ref ?? slugOf(name)}`;

/** An organisation's identifier begins with the country whose register it stands in; `XM`, `XI` and the like are none's. */
const countryOf = (ref: string | null): string | null =>
  findIso3(/^([A-Z]{2})-/.exec(ref ?? '')?.[1] ?? '') ?? null;

function sectorIdIn({ publisher }: IatiActivity, { vocabulary, code }: IatiSector): string {
  if (vocabulary === 'DAC') return sectorIdOf(code);
  const owner = isOwnVocabulary(vocabulary) ? `:${publisher?.ref ?? slugOf(publisher?.name ?? '')}` : '';
  return `IATI-${vocabulary}${owner}:${code}`;
}

/** Every organisation that an activity names, each once. */
function organisationsOf(naming: Naming, { parties, transactions }: IatiActivity): Written<Organisation>[] {
  const named = [
    ...parties,
    ...transactions.flatMap(({ provider, receiver }) => [provider ?? [], receiver ?? []]).flat(),
  ];
  const found = new Map<string, Written<Organisation>>();
  for (const party of named) {
    const id = organisationIdOf(naming, party);
    if (naming.organisations.has(agencyKey(party.name)) || found.has(id)) continue;
    found.set(id, {
      id,
      name: party.name,
      names: {},
      type: party.type,
      country: countryOf(party.ref),
      dataSet,
    });
  }
  return [...found.values()];
}

/** The sectors of other lists than DAC's. */
function sectorsBeyondDac(activity: IatiActivity): Sector[] {
  const used = [...activity.sectors, ...activity.transactions.flatMap(({ sector }) => sector ?? [])];
  return used
    .filter(({ vocabulary }) => vocabulary !== 'DAC')
    .map((sector) => {
      const id = sectorIdIn(activity, sector);
      const { code, name } = sector;
      const vocabulary = id.slice(0, id.length - code.length - 1);
      return { id, code, name, category: name, vocabulary, within: [id], dataSet };
    });
}

function participationsOf(naming: Naming, activity: IatiActivity, projectId: string) {
  const rows = activity.parties.map((party, position) => ({
    ...{ projectId, position, dataSet, country: null },
    organisationId: organisationIdOf(naming, party),
    role: party.role,
  }));
  return [
    ...new Map(rows.toReversed().map((row) => [`${row.organisationId} ${row.role}`, row])).values(),
  ].toReversed();
}

/** The activity's countries, or else those that its transactions name. */
function recipientsOf({ recipients, transactions }: IatiActivity, projectId: string) {
  const own = recipients.map(({ key, percentage }) => ({ projectId, country: key, percentage, dataSet }));
  if (own.length > 0) return own;
  const named = new Set(transactions.flatMap(({ recipient }) => recipient ?? []));
  return [...named].map((country) => ({ projectId, country, percentage: null, dataSet }));
}

function moneyOf(
  naming: Naming,
  activity: IatiActivity,
  projectId: string,
  citations: readonly CitationColumn[],
) {
  const fact = { standing: 'REPORTED', validTo: null, citations, dataSet };
  const idOf = (party: IatiParty | null) => party && organisationIdOf(naming, party);
  return {
    budgets: activity.budgets.map(({ amount, currency, from, to, revised }, position) => ({
      ...{ ...fact, projectId, position, amount, currency, revised, validFrom: null },
      periodStart: from,
      periodEnd: to,
    })),
    transactions: activity.transactions.map((transaction) => ({
      ...{ ...fact, projectId, validFrom: null },
      id: `tx:iati:${activity.identifier}:${transaction.key}`,
      type: transaction.type,
      amount: transaction.amount,
      currency: transaction.currency,
      date: transaction.date,
      providerId: idOf(transaction.provider),
      receiverId: idOf(transaction.receiver),
      sectorId: transaction.sector && sectorIdIn(activity, transaction.sector),
      recipient: transaction.recipient,
    })),
  };
}

/** What the publisher says as a whole: the amount where there is one commitment. */
function sourceRowOf(activity: IatiActivity, projectId: string, sourceId: string) {
  const { identifier, title, status } = activity;
  const commitments = activity.transactions.filter(({ type }) => type === 'OUTGOING_COMMITMENT');
  const only = commitments.length === 1 ? commitments[0] : undefined;
  return {
    ...{ projectId, sourceId, identifier, title, status, dataSet, publisherValues: [], counted: true },
    amount: only?.amount ?? null,
    currency: only?.currency ?? null,
    year: only ? Number(only.date.slice(0, 4)) : null,
  };
}

function projectRowOf(activity: IatiActivity, id: string, citations: readonly CitationColumn[]) {
  const { identifier, title, titles, description, status, flowType, aidType, financeType, dates } = activity;
  const { plannedStart = null, actualStart = null, plannedEnd = null, actualEnd = null } = dates;
  return {
    ...{ id, title, titles, description, status, flowType, aidType, financeType, citations, dataSet },
    ...{ plannedStart, actualStart, plannedEnd, actualEnd },
    iatiIdentifier: identifier,
    acronym: null,
    scope: activity.hasChildren ? 'PROGRAMME' : 'PROJECT',
    flagship: false,
    partOfId: activity.parent === null ? null : projectIdOf(activity.parent),
    recommendedForAggregates: true,
    objectives: [],
    startsOn: actualStart ?? plannedStart,
    endsOn: actualEnd ?? plannedEnd,
    searchText: foldAll([title, ...Object.values(titles), description, identifier]),
    titleKey: fold(title),
  };
}

/** The file as a source: the publisher's name goes with it, since one file may hold several publishers' activities. */
function sourceOf({ file }: Naming, { publisher }: IatiActivity): Source {
  const owner = publisher?.ref ?? (publisher ? slugOf(publisher.name) : 'unknown');
  return {
    id: `src:iati:${owner}:${slugOf(file.name)}`,
    title: `IATI activities, ${file.name}`,
    publisher: publisher?.name ?? null,
    url: file.url ?? null,
    publishedOn: null,
    kind: 'DATASET',
    licence: null,
    dataSet,
  };
}

/** The rows of an activity. */
export function toPublishedProject(naming: Naming, activity: IatiActivity): PublishedProject {
  const id = projectIdOf(activity.identifier);
  const source = sourceOf(naming, activity);
  const citations = [{ sourceId: source.id, locator: `iati-identifier ${activity.identifier}` }];
  const rows: ProjectRows = {
    organisations: organisationsOf(naming, activity),
    projects: [projectRowOf(activity, id, citations)],
    recipients: recipientsOf(activity, id),
    participations: participationsOf(naming, activity, id),
    sectors: activity.sectors.map((sector) => ({
      ...{ projectId: id, percentage: sector.percentage, dataSet },
      sectorId: sectorIdIn(activity, sector),
    })),
    locations: activity.locations.map((location, position) => ({
      ...{ ...location, projectId: id, position, dataSet },
    })),
    sources: [sourceRowOf(activity, id, source.id)],
    ...moneyOf(naming, activity, id, citations),
    phases: [],
    fundingActions: [],
    estimates: [],
  };
  return { id, rows, source, sectors: sectorsBeyondDac(activity) };
}
