import { badInput, boundsOf } from '@corridor/schema';
import { toIso3 } from './country-codes.js';
import type { Dimension, ProjectConditions, ProjectSort } from './rows.js';
import { fold } from './text-fold.js';

/** The input ProjectFilter; an explicit null is the same as nothing. */
export interface ProjectFilter {
  readonly text?: string | null;
  readonly scope?: readonly string[] | null;
  readonly status?: readonly string[] | null;
  readonly sectors?: readonly string[] | null;
  readonly recipients?: readonly string[] | null;
  readonly funders?: readonly string[] | null;
  readonly parent?: string | null;
  readonly minUsd?: string | null;
  readonly bbox?: readonly number[] | null;
  readonly activeIn?: string | null;
}

export interface ProjectListArguments {
  readonly filter?: ProjectFilter | null;
  readonly orderBy?: { readonly field: ProjectSort; readonly direction: 'ASC' | 'DESC' } | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

const mostWords = 20;

/**
 * Text from a client as the database can hold it.
 * @throws ClientError BAD_USER_INPUT for a NUL character
 */
export function readText(argument: string, text: string): string {
  if (text.includes('\0')) throw badInput(argument, 'a NUL character cannot be searched for');
  return text;
}

const readTexts = (argument: string, texts: readonly string[]) =>
  texts.map((text) => readText(argument, text));

function readWords(text: string): string[] {
  const words = fold(readText('filter.text', text)).split(' ').filter(Boolean);
  if (words.length > mostWords) throw badInput('filter.text', `expected at most ${mostWords} words`);
  return words;
}

const readCountries = (argument: string, codes: readonly string[]) =>
  codes.map((code) => {
    const iso3 = toIso3(code);
    if (iso3 === undefined) throw badInput(argument, `no country has the code ${JSON.stringify(code)}`);
    return iso3;
  });

function readBox(box: readonly number[]): readonly [number, number, number, number] {
  const [west, south, east, north] = box;
  if (
    box.length !== 4 ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  )
    throw badInput('filter.bbox', 'expected west, south, east, north');
  if ([west, east].some((longitude) => Math.abs(longitude) > 180))
    throw badInput('filter.bbox', 'expected longitudes of -180 to 180 degrees');
  if ([south, north].some((latitude) => Math.abs(latitude) > 90) || south > north)
    throw badInput('filter.bbox', 'expected latitudes of -90 to 90 degrees, south not above north');
  return [west, south, east, north];
}

function readActiveIn(date: string) {
  const { from, to } = boundsOf(date);
  return { ...(from && { activeFrom: from }), ...(to && { activeTo: to }) };
}

/**
 * A filter in the words of the database.
 * @throws ClientError BAD_USER_INPUT naming the field that cannot be used
 */
export function readFilter(filter: ProjectFilter | null | undefined): ProjectConditions {
  const { text, scope, status, sectors, recipients, funders, parent, minUsd, bbox, activeIn } = filter ?? {};
  return {
    ...(text != null && { words: readWords(text) }),
    ...(scope && { scopes: scope }),
    ...(status && { statuses: status }),
    ...(sectors && { sectors: readTexts('filter.sectors', sectors) }),
    ...(recipients && { recipients: readCountries('filter.recipients', recipients) }),
    ...(funders && { funders: readCountries('filter.funders', funders) }),
    ...(parent != null && { parentId: readText('filter.parent', parent) }),
    ...(minUsd != null && { minUsd }),
    ...(bbox && { box: readBox(bbox) }),
    ...(activeIn != null && readActiveIn(activeIn)),
  };
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * A currency argument, US dollars where none is given.
 * @throws ClientError BAD_USER_INPUT for what is no ISO 4217 code
 */
export function readCurrency(currency: string | null | undefined): string {
  const code = (currency ?? 'USD').toUpperCase();
  if (!currencies.has(code)) throw badInput('currency', `not an ISO 4217 code: ${JSON.stringify(currency)}`);
  return code;
}

const dimensions: Readonly<Record<string, Dimension>> = {
  YEAR: 'year',
  SECTOR: 'sectorId',
  FUNDER: 'funder',
  RECIPIENT: 'recipient',
  STATUS: 'status',
  SCOPE: 'scope',
  PROJECT: 'projectId',
};

/** The dimensions of a FinanceDimension list, each once and in one order, so that equal questions are one batch. */
export const readDimensions = (groupBy: readonly string[]): Dimension[] =>
  Object.entries(dimensions).flatMap(([word, dimension]) => (groupBy.includes(word) ? [dimension] : []));
