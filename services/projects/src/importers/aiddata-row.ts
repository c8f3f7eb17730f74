import { isIso3 } from '@corridor/country-codes';
import type { Rejection, TableRow } from '@corridor/importing';
import { inIsoDate } from './workbook-date.js';
import { splitAgencies, type Agency } from './aiddata-agencies.js';

/** A row of the publisher's project table, checked and in our words; nothing is guessed. */
export interface AidDataRow {
  readonly recordId: string;
  readonly title: string;
  readonly description: string | null;
  /** The year of the commitment, and whether the publisher doubts it. */
  readonly year: number;
  readonly isYearUncertain: boolean;
  readonly status: string;
  readonly flowType: string;
  readonly sectorCode: string;
  /** Alpha-3 codes. */
  readonly recipients: readonly string[];
  readonly funders: readonly Agency[];
  readonly implementers: readonly Agency[];
  readonly accountable: readonly Agency[];
  readonly amounts: readonly { readonly amount: string; readonly currency: string }[];
  readonly usdCurrent: string | null;
  readonly usdOf2017: string | null;
  readonly isRecommended: boolean;
  readonly dates: Readonly<
    Record<'actualStart' | 'plannedStart' | 'actualEnd' | 'plannedEnd', string | null>
  >;
  readonly places: string | null;
}

/** The publisher's words for IATI's. */
const statuses: Readonly<Record<string, string>> = {
  'Pipeline: Commitment': 'PIPELINE',
  'Pipeline: Pledge': 'PIPELINE',
  Implementation: 'IMPLEMENTATION',
  Completion: 'CLOSED',
  Cancelled: 'CANCELLED',
  Suspended: 'SUSPENDED',
};

const flowClasses: Readonly<Record<string, string>> = {
  'ODA-like': 'ODA',
  'OOF-like': 'OOF',
  'Vague (Official Finance)': 'OTHER',
};

const exportCredits = ['Export credits', 'Strategic/Supplier Credit'];

/** Thrown where a value cannot be understood; becomes the row's reject. */
class Misfit extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.reason);
  }
}

function lookUp(words: Readonly<Record<string, string>>, field: string, value: string): string {
  const found = words[value];
  if (found === undefined) throw new Misfit({ reason: `unknown ${field}`, field, value });
  return found;
}

const textOf = (row: TableRow, field: string): string => {
  const value = row[field];
  if (value === undefined) throw new Error(`the table has no column "${field}"`);
  return value.trim();
};

const isTrue = (text: string) => text.toLowerCase() === 'true';
const splitValues = (text: string) => text.split(';').map((each) => each.trim());

function readYear(row: TableRow): number {
  const text = textOf(row, 'year');
  if (!/^(19|20)\d\d$/.test(text)) throw new Misfit({ reason: 'not a year', field: 'year', value: text });
  return Number(text);
}

function readRecipients(row: TableRow): string[] {
  const codes = splitValues(textOf(row, 'recipient_iso3')).filter(Boolean);
  const unknown = codes.find((code) => !isIso3(code));
  if (unknown !== undefined || codes.length === 0)
    throw new Misfit({ reason: 'unknown recipient', field: 'recipient_iso3', value: unknown ?? '' });
  return [...new Set(codes)];
}

/** A decimal number as it is written, without a workbook's `.0`; null where the cell is empty or holds several. */
const readDecimal = (text: string): string | null =>
  /^\d+(\.\d+)?$/.test(text) ? text.replace(/\.0+$/, '') : null;

/** One amount, or several with a currency each. An amount without currency is no amount of money and stays out. */
function readAmounts(row: TableRow): AidDataRow['amounts'] {
  const amounts = splitValues(textOf(row, 'amount'));
  const currencies = splitValues(textOf(row, 'currency'));
  if (amounts.join('') === '' || currencies.join('') === '') return [];
  if (amounts.length !== currencies.length)
    throw new Misfit({
      reason: 'amounts and currencies differ in number',
      field: 'amount',
      value: amounts.join('; '),
    });
  return amounts.map((text, index) => {
    const [amount, currency] = [readDecimal(text), currencies[index]!];
    if (amount === null) throw new Misfit({ reason: 'not an amount', field: 'amount', value: text });
    if (!/^[A-Z]{3}$/.test(currency))
      throw new Misfit({ reason: 'not a currency', field: 'currency', value: currency });
    return { amount, currency };
  });
}

function readDate(row: TableRow, field: string): string | null {
  const text = textOf(row, field);
  if (text === '') return null;
  const date = inIsoDate(text);
  if (date === undefined) throw new Misfit({ reason: 'not a date', field, value: text });
  return date;
}

function readSector(row: TableRow, sectorCodes: ReadonlySet<string>): string {
  const code = textOf(row, 'crs_sector_code');
  if (!sectorCodes.has(code))
    throw new Misfit({ reason: 'unknown sector', field: 'crs_sector_code', value: code });
  return code;
}

function readFields(row: TableRow, sectorCodes: ReadonlySet<string>): AidDataRow {
  const recordId = textOf(row, 'project_id');
  if (!/^\d+$/.test(recordId))
    throw new Misfit({ reason: 'no record number', field: 'project_id', value: recordId });
  const title = textOf(row, 'title');
  if (title === '') throw new Misfit({ reason: 'no title', field: 'title' });
  const flow = textOf(row, 'flow');
  return {
    recordId,
    title,
    description: textOf(row, 'description') || null,
    year: readYear(row),
    isYearUncertain: isTrue(textOf(row, 'year_uncertain')),
    status: lookUp(statuses, 'status', textOf(row, 'status')),
    flowType: exportCredits.includes(flow)
      ? 'EXPORT_CREDIT'
      : lookUp(flowClasses, 'flow_class', textOf(row, 'flow_class')),
    sectorCode: readSector(row, sectorCodes),
    recipients: readRecipients(row),
    funders: splitAgencies(textOf(row, 'funding_agency')),
    implementers: splitAgencies(textOf(row, 'implementing_agency')),
    accountable: splitAgencies(textOf(row, 'recipient_agencies')),
    amounts: readAmounts(row),
    usdCurrent: readDecimal(textOf(row, 'usd_current')),
    usdOf2017: readDecimal(textOf(row, 'usd_defl_2017')),
    isRecommended:
      isTrue(textOf(row, 'recommended_for_research')) && !isTrue(textOf(row, 'umbrella_project')),
    dates: {
      actualStart: readDate(row, 'start_actual'),
      plannedStart: readDate(row, 'start_planned'),
      actualEnd: readDate(row, 'end_actual'),
      plannedEnd: readDate(row, 'end_planned'),
    },
    places: textOf(row, 'location_details') || null,
  };
}

/**
 * Reads a row of the table.
 * @returns the row, or why it cannot be loaded
 * @throws Error when the table lacks a column
 */
export function readAidDataRow(row: TableRow, sectorCodes: ReadonlySet<string>): AidDataRow | Rejection {
  try {
    return readFields(row, sectorCodes);
  } catch (error) {
    if (error instanceof Misfit) return error.rejection;
    throw error;
  }
}
