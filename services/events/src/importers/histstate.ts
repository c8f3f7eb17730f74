import { countryName } from '@corridor/country-codes';
import type { Database } from '@corridor/database';
import { readXml, type Importer, type LocalFile, type Parsed, type XmlElement } from '@corridor/importing';
import { isDay, sourceId } from '@corridor/schema';
import { iso3OfSlug } from './histstate-countries.js';
import { importEvents, type ImportedEvent, type ReadEvents } from './import-events.js';

const source = (title: string, page: string) => {
  const publisher = 'Office of the Historian, U.S. Department of State';
  const url = `https://history.state.gov/departmenthistory/${page}`;
  const fields = { title, publisher, url, publishedOn: null, kind: 'DATASET', licence: 'CC0 1.0' };
  return { id: sourceId({ title, url }), ...fields };
};

const visitsSource = source('Visits by Foreign Leaders and Heads of State', 'visits');
const travelsSource = source('Travels Abroad of the President and the Secretary of State', 'travels');

/** Countries whose names take an article within a sentence. */
const withArticle = new Set('ARE BHS CAF COD COG COM DOM GBR GMB MDV MHL NLD PHL SLB SYC USA VAT'.split(' '));

/** Someone's country: its code, and its name within a sentence; a state of the past keeps the publisher's name. */
interface Place {
  readonly iso3: string | undefined;
  readonly name: string;
  readonly label: string;
}

interface Travel {
  readonly id: string;
  readonly from: Place;
  readonly to: Place;
  /** Office and name, such as "President Xi Jinping". */
  readonly traveller: string;
  readonly location: { readonly name: string; readonly precision: string };
}

const clean = (text: string) => text.replace(/\s+/g, ' ').trim();

const childText = (element: XmlElement, name: string) =>
  clean(element.children.find((child) => child.name === name)?.text ?? '');

function toPlace(element: XmlElement, name: string): Place {
  const child = element.children.find((one) => one.name === name);
  const label = clean(child?.text ?? '');
  const iso3 = iso3OfSlug(child?.attributes['id'] ?? '', label);
  if (!iso3) return { iso3, name: label, label };
  return { iso3, name: `${withArticle.has(iso3) ? 'the ' : ''}${countryName(iso3)}`, label };
}

const unitedStates: Place = { iso3: 'USA', name: 'the United States', label: 'United States' };

const toVisit = (element: XmlElement): Travel => ({
  id: `ev:histstate:visit:${childText(element, 'id')}`,
  from: toPlace(element, 'from'),
  to: unitedStates,
  traveller: childText(element, 'visitor'),
  location: { name: 'United States', precision: 'country' },
});

const offices: Readonly<Record<string, string>> = { president: 'President', secretary: 'Secretary of State' };

function toTrip(element: XmlElement): Travel {
  const to = toPlace(element, 'country');
  const [place = ''] = childText(element, 'locale').split(/[,;]/);
  return {
    id: `ev:histstate:trip:${childText(element, 'id')}`,
    from: unitedStates,
    to,
    traveller: clean(`${offices[childText(element, 'role')] ?? ''} ${childText(element, 'name')}`),
    location: place ? { name: place, precision: 'city' } : { name: to.label, precision: 'country' },
  };
}

/** The label says what the code does not: a state of the past, or the Republic of China. */
const capacityOf = (who: string, { iso3, label }: Place) =>
  iso3 === undefined || iso3 === 'TWN' ? clean(`${who}, ${label}`) : who;

function toEvent(travel: Travel, when: string, cited: typeof visitsSource): ImportedEvent {
  const { id, from, to, traveller, location } = travel;
  const [source, target] = [from.iso3 ?? null, to.iso3 ?? null];
  const [, , , record = ''] = id.split(':');
  return {
    record: {
      id,
      kind: 'VISIT',
      title: `${traveller} of ${from.name} visits ${to.name}`,
      when,
      standing: 'OFFICIAL',
      participants: [
        { actor: source, role: 'ACTOR', capacity: capacityOf(traveller, from) },
        { actor: target, role: 'HOST', ...(to.iso3 && to.iso3 !== 'TWN' ? {} : { capacity: to.label }) },
      ],
      codings: [
        { source, target, cameo: '042', codedBy: 'Corridor' },
        { source: target, target: source, cameo: '043', codedBy: 'Corridor' },
      ],
      location: { ...location, ...(to.iso3 && { country: to.iso3 }) },
      citations: [{ sourceId: cited.id, locator: `record ${record}` }],
    },
    sources: [cited],
  };
}

function toRow(
  element: XmlElement,
  toTravel: (element: XmlElement) => Travel,
  cited: typeof visitsSource,
): Parsed<ImportedEvent> {
  const { line } = element;
  const [starts, ends] = [childText(element, 'start-date'), childText(element, 'end-date')];
  const id = childText(element, 'id');
  if (!/^\d+$/.test(id)) return { line, reject: { reason: 'no record number', field: 'id', value: id } };
  if (!isDay(starts)) return { line, reject: { reason: 'not a day', field: 'start-date', value: starts } };
  if (!isDay(ends)) return { line, reject: { reason: 'not a day', field: 'end-date', value: ends } };
  if (ends < starts)
    return { line, reject: { reason: 'it ends before it begins', field: 'end-date', value: ends } };
  const travel = toTravel(element);
  if (travel.traveller === '') return { line, reject: { reason: 'nobody travels', field: 'visitor' } };
  if (travel.from.label === '' || travel.to.label === '')
    return { line, reject: { reason: 'no country', field: 'country' } };
  return { line, row: toEvent(travel, starts === ends ? starts : `${starts}/${ends}`, cited) };
}

const reader = (
  elementName: string,
  toTravel: (element: XmlElement) => Travel,
  cited: typeof visitsSource,
): ReadEvents =>
  async function* (file: LocalFile, context) {
    for await (const element of readXml(file, elementName, context)) yield toRow(element, toTravel, cited);
  };

/** Visits of foreign leaders to the United States (XML, one file a decade). */
export const histstateVisits: Importer<Database> = {
  id: 'histstate-visits',
  title: 'HistoryAtState visits',
  recognises: ({ rootElement }) => rootElement === 'visits',
  run: (files, context) =>
    importEvents('histstate-visits', files, context, reader('visit', toVisit, visitsSource)),
};

/** Travels abroad of the presidents and the secretaries of state (XML, one file a person). */
export const histstateTravels: Importer<Database> = {
  id: 'histstate-travels',
  title: 'HistoryAtState travels',
  recognises: ({ rootElement }) => rootElement === 'trips',
  run: (files, context) =>
    importEvents('histstate-travels', files, context, reader('trip', toTrip, travelsSource)),
};
