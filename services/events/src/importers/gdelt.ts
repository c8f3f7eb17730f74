import type { Database } from '@corridor/database';
import type { ImportContext, Importer, LocalFile, Parsed, Rejection } from '@corridor/importing';
import { isDay, sourceId } from '@corridor/schema';
import type { EventRecord } from '../event-record.js';
import { readCameoCodes } from '../facts/codes.js';
import { iso3OfFips } from './fips-codes.js';
import { remember } from '../remember.js';
import { findGdeltActor, type GdeltActor } from './gdelt-actors.js';
import { isGdelt, readGdelt, type GdeltRow } from './gdelt-layouts.js';
import { importEvents, type ImportedEvent } from './import-events.js';

const dataSetTitle = 'GDELT Event Database';
const dataSetUrl = 'https://www.gdeltproject.org/';

const dataSetSource = {
  id: sourceId({ title: dataSetTitle, url: dataSetUrl }),
  title: dataSetTitle,
  publisher: 'The GDELT Project',
  url: dataSetUrl,
  publishedOn: null,
  kind: 'DATASET',
  licence: 'free use with citation and link',
};

/** What sort of event a code is, by its beginning; the longest beginning decides. */
const kinds: Readonly<Record<string, string>> = {
  '01': 'STATEMENT',
  '02': 'STATEMENT',
  '03': 'STATEMENT',
  '04': 'MEETING',
  '042': 'VISIT',
  '043': 'VISIT',
  '05': 'STATEMENT',
  '057': 'AGREEMENT',
  '07': 'AID_DECISION',
  '08': 'POLICY',
  '0871': 'CEASEFIRE',
  '09': 'STATEMENT',
  '10': 'STATEMENT',
  '11': 'STATEMENT',
  '12': 'STATEMENT',
  '13': 'STATEMENT',
  '15': 'POLICY',
  '16': 'POLICY',
  '17': 'POLICY',
  '173': 'ARREST',
  '18': 'ATTACK',
  '19': 'CONFLICT',
  '20': 'CONFLICT',
};

const kindOf = (code: string) => kinds[code] ?? kinds[code.slice(0, 3)] ?? kinds[code.slice(0, 2)] ?? 'OTHER';

/** GDELT's types of place: country, state of the USA, city of the USA, city, state. */
const precisions: Readonly<Record<string, string>> = {
  1: 'country',
  2: 'region',
  3: 'city',
  4: 'city',
  5: 'region',
};

const toDay = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

/** Why a row is none of ours; undefined when it is one. A spreadsheet turns 012 into 12: never guessed, never mended. */
function findFault(row: GdeltRow, labels: ReadonlyMap<string, string>): Rejection | undefined {
  const fault = (reason: string, field: keyof GdeltRow) => ({
    reason,
    field,
    value: row[field].slice(0, 80),
  });
  if (!/^\d+$/.test(row.id)) return fault('damaged id, spreadsheet?', 'id');
  if (!/^(19|20)\d{6}$/.test(row.day) || !isDay(toDay(row.day))) return fault('not a day', 'day');
  if (!/^\d+$/.test(row.event)) return fault('not classified', 'event');
  if (row.event.length < 3) return fault('damaged code, spreadsheet?', 'event');
  if (!labels.has(row.event)) return fault('unknown CAMEO code', 'event');
  if (row.url === '') return fault('no source address', 'url');
  if (!plainHost.test(row.url) && (!/^https?:\/\//i.test(row.url) || !URL.canParse(row.url)))
    return fault('no web address', 'url');
  return undefined;
}

function toLocation(row: GdeltRow): EventRecord['location'] {
  const precision = precisions[row.placeType];
  if (!precision || row.placeName === '') return undefined;
  const [lat, lon] = [Number(row.latitude), Number(row.longitude)];
  const isPlace = row.latitude !== '' && row.longitude !== '' && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  const country = iso3OfFips(row.placeCountry);
  return { name: row.placeName, precision, ...(country && { country }), ...(isPlace && { lat, lon }) };
}

/** One participant for each side; the same actor on both takes part once. */
function toParticipants(one: GdeltActor | undefined, other: GdeltActor | undefined) {
  const toParticipant = ({ actor, capacity }: GdeltActor, role: string) => ({
    ...{ actor, role },
    ...(capacity === undefined ? {} : { capacity }),
  });
  const isSame = one?.name === other?.name;
  return [
    ...(one ? [toParticipant(one, 'ACTOR')] : []),
    ...(other && !isSame ? [toParticipant(other, 'RECIPIENT')] : []),
  ];
}

/** The article; scheme and host are one in any case. */
function toArticle(address: string) {
  const url = address.replace(/^https?:\/\/[^/?#]+/i, (start) => start.toLowerCase());
  const host = (plainHost.exec(url)?.[1] ?? new URL(url).hostname).replace(/^www\./, '');
  const id = sourceId({ title: host, url });
  return { id, title: host, publisher: host, url, publishedOn: null, kind: 'NEWS', licence: null };
}

/** The host of an address that parsing would leave as it is. */
const plainHost = /^https?:\/\/((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)(?:[/?#]|$)/;

type Actors = (code: string, country: string, group: string, type: string) => GdeltActor | undefined;

function toEvent(
  row: GdeltRow,
  labels: ReadonlyMap<string, string>,
  findActor: Actors,
): ImportedEvent | Rejection {
  const one = findActor(row.code1, row.country1, row.group1, row.type1);
  const other = findActor(row.code2, row.country2, row.group2, row.type2);
  if (!one && !other) return { reason: 'no state or organisation actor' };
  const article = toArticle(row.url);
  const location = toLocation(row);
  const sideOf = (actor: GdeltActor | undefined) => (actor?.isItself ? actor.actor : null);
  const record: EventRecord = {
    id: `ev:gdelt:${row.id}`,
    kind: kindOf(row.event),
    title: `${one?.name ?? 'unnamed'} → ${other?.name ?? 'unnamed'}: ${labels.get(row.event)}`,
    when: toDay(row.day),
    standing: 'REPORTED',
    participants: toParticipants(one, other),
    codings: [{ source: sideOf(one), target: sideOf(other), cameo: row.event, codedBy: 'GDELT' }],
    ...(location && { location }),
    article: article.id,
    citations: [{ sourceId: article.id, locator: `GLOBALEVENTID ${row.id}` }, { sourceId: dataSetSource.id }],
  };
  return { record, sources: [article, dataSetSource] };
}

/** Finds actors; millions of rows have but some thousands of them. */
function openActors(): Actors {
  const find = remember((side) => {
    const [code = '', country = '', group = '', type = ''] = side.split('\t');
    return findGdeltActor({ code, country, group, type });
  });
  return (code, country, group, type) => find(`${code}\t${country}\t${group}\t${type}`);
}

async function* readEvents(
  file: LocalFile,
  context: ImportContext<Database>,
  labels: ReadonlyMap<string, string>,
): AsyncGenerator<readonly Parsed<ImportedEvent>[]> {
  const findActor = openActors();
  for await (const block of readGdelt(file, context))
    yield block.map((parsed) => {
      const { line } = parsed;
      const event = parsed.reject ?? findFault(parsed.row, labels) ?? toEvent(parsed.row, labels, findActor);
      return 'reason' in event ? { line, reject: event } : { line, row: event };
    });
}

/** Machine-coded events of the GDELT Project; codes are read anew from our own table, never from the row's copies. */
export const gdelt: Importer<Database> = {
  id: 'gdelt',
  title: 'GDELT events',
  recognises: isGdelt,
  run: (files, context) => {
    const labels = new Map(readCameoCodes().map(({ code, label }) => [code, label]));
    return importEvents('gdelt', files, context, (file) => readEvents(file, context, labels));
  },
};
