import { findIso3 } from '@corridor/country-codes';
import type { XmlElement } from '@corridor/importing';
import { readAgency, slugOf } from './aiddata-agencies.js';
import {
  attribute,
  childOf,
  childrenOf,
  mergeShares,
  readPercentage,
  textOf,
  type NotePart,
  type Share,
} from './iati-element.js';
import { dacVocabularies, ownVocabularies } from './iati-words.js';

/** What activities are read against. */
export interface IatiWorld {
  readonly sectorCodes: ReadonlySet<string>;
  /** Names of IATI's list OrganisationType by code. */
  readonly organisationTypes: ReadonlyMap<string, string>;
}

/** An organisation as an activity names it. */
export interface IatiParty {
  readonly ref: string | null;
  readonly name: string;
  readonly type: string;
}

export interface IatiSector {
  readonly vocabulary: string;
  readonly code: string;
  readonly name: string;
}

export interface IatiLocation {
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly exact: boolean;
  readonly locationClass: string | null;
  readonly country: string | null;
}

/** An organisation by reference or name, or both; undefined where it has neither. Some publishers write the sort behind it. */
export function readParty(element: XmlElement, { organisationTypes }: IatiWorld): IatiParty | undefined {
  const ref = attribute(element, 'ref') ?? null;
  const text = textOf(element) ?? ref;
  if (text === null) return undefined;
  const agency = readAgency(text);
  const type = organisationTypes.get(attribute(element, 'type') ?? '');
  return { ref, name: agency.name, type: type ?? agency.type };
}

/** A sector of DAC's list, or of another one by code or name; undefined where it is unknown there, which is noted. */
export function readSector(element: XmlElement, world: IatiWorld, note: NotePart): IatiSector | undefined {
  const list = attribute(element, 'vocabulary') ?? 'DAC';
  const code = attribute(element, 'code');
  const name = textOf(element);
  if (dacVocabularies.has(list)) {
    if (code !== undefined && world.sectorCodes.has(code)) return { vocabulary: 'DAC', code, name: code };
    note({ reason: 'unknown sector', field: 'sector/@code', value: code ?? name ?? '', line: element.line });
    return undefined;
  }
  const key = code ?? (name === undefined ? '' : slugOf(name));
  if (key === '') {
    note({ reason: 'a sector without code and name', field: 'sector', line: element.line });
    return undefined;
  }
  return { vocabulary: list, code: key, name: name ?? key };
}

export const isOwnVocabulary = (vocabulary: string): boolean => ownVocabularies.has(vocabulary);

/** The sectors of an activity with their shares, list by list. */
export function readSectors(activity: XmlElement, world: IatiWorld, note: NotePart): (IatiSector & Share)[] {
  const found = childrenOf(activity, 'sector').flatMap((element) => {
    const sector = readSector(element, world, note);
    if (!sector) return [];
    const percentage = readPercentage(element, 'sector/@percentage', note);
    return [{ ...sector, key: sector.code, percentage }];
  });
  const lists = [...new Set(found.map(({ vocabulary }) => vocabulary))];
  return lists.flatMap((list) =>
    mergeShares(
      found.filter(({ vocabulary }) => vocabulary === list),
      'sector/@percentage',
      (part) => note({ ...part, line: activity.line }),
    ),
  );
}

/** The countries of an activity with their shares. One that stands alone, without a share or a region, has all. */
export function readRecipients(activity: XmlElement, note: NotePart): Share[] {
  const elements = childrenOf(activity, 'recipient-country');
  const found = elements.flatMap((element) => {
    const code = attribute(element, 'code');
    const iso3 = code === undefined ? undefined : findIso3(code);
    const value = code ?? textOf(element) ?? '';
    if (iso3 === undefined) {
      note({ reason: 'unknown country', field: 'recipient-country/@code', value, line: element.line });
      return [];
    }
    return [{ key: iso3, percentage: readPercentage(element, 'recipient-country/@percentage', note) }];
  });
  const [only, another] = elements;
  const isAlone = only && !another && !childOf(activity, 'recipient-region');
  if (isAlone && attribute(only, 'percentage') === undefined)
    return found.map((share) => ({ ...share, percentage: '100' }));
  return mergeShares(found, 'recipient-country/@percentage', (part) =>
    note({ ...part, line: activity.line }),
  );
}

const isDegree = (value: number, most: number) => Number.isFinite(value) && Math.abs(value) <= most;

/** Latitude and longitude: `point/pos` of version 2, `coordinates` of version 1; nothing where they are none. */
function readPoint(element: XmlElement, note: NotePart): readonly [number, number] | undefined {
  const position = childOf(childOf(element, 'point') ?? element, 'pos');
  const coordinates = childOf(element, 'coordinates');
  const text = position
    ? position.text.trim()
    : `${attribute(coordinates, 'latitude') ?? ''} ${attribute(coordinates, 'longitude') ?? ''}`.trim();
  if (text === '') return undefined;
  const [latitude = NaN, longitude = NaN] = text.split(/\s+/).map(Number);
  if (isDegree(latitude, 90) && isDegree(longitude, 180)) return [latitude, longitude];
  note({ reason: 'not a point', field: 'location', value: text, line: (position ?? coordinates)!.line });
  return undefined;
}

/** The places of an activity that have a name or a point. */
export function readLocations(activity: XmlElement, note: NotePart): IatiLocation[] {
  return childrenOf(activity, 'location').flatMap((element) => {
    const point = readPoint(element, note);
    const name = textOf(childOf(element, 'name')) ?? textOf(childOf(element, 'description'));
    if (name === undefined && !point) return [];
    const [latitude = null, longitude = null] = point ?? [];
    const exactness = childOf(element, 'exactness') ?? childOf(element, 'coordinates');
    const exact = [attribute(exactness, 'code'), attribute(exactness, 'precision')].includes('1');
    return [
      {
        ...{ latitude, longitude, exact },
        name: name ?? `${latitude}, ${longitude}`,
        locationClass: attribute(childOf(element, 'location-class'), 'code') ?? null,
        country: findIso3(attribute(childOf(element, 'administrative'), 'country') ?? '') ?? null,
      },
    ];
  });
}
