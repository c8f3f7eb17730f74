import { fold } from '@corridor/text-search';

/** A body that the table names, with its sort in the words of IATI's code list OrganisationType. */
export interface Agency {
  readonly name: string;
  readonly type: string;
}

/** The publisher's sorts of agencies, which stand behind the name after a comma. */
const types: readonly (readonly [suffix: string, type: string])[] = [
  ['Government Agency', 'Government'],
  ['State-Owned Company', 'Other Public Sector'],
  ['Private Sector', 'Private Sector'],
  ['Academic, Training and Research', 'Academic, Training and Research'],
  ['Multilateral', 'Multilateral'],
  ['International NGO', 'International NGO'],
  ['National NGO', 'National NGO'],
  ['Foundation', 'Foundation'],
  ['Public Private Partnership', 'Public Private Partnership'],
];

export function readAgency(text: string): Agency {
  const known = types.find(([suffix]) => text.endsWith(`, ${suffix}`));
  if (!known) return { name: text, type: 'Other' };
  const [suffix, type] = known;
  return { name: text.slice(0, -suffix.length - 2).trim(), type };
}

/** The agencies of a cell, each once. */
export function splitAgencies(cell: string): Agency[] {
  const agencies = cell
    .split(';')
    .map((text) => text.trim())
    .filter(Boolean)
    .map(readAgency);
  return [...new Map(agencies.map((agency) => [agencyKey(agency.name), agency])).values()];
}

/** A name as it is compared: an acronym in brackets may be missing. */
export const agencyKey = (name: string): string => fold(name.replace(/\s*\([^()]*\)/g, ''));

/** The last part of an imported organisation's id. */
export const slugOf = (name: string): string =>
  agencyKey(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/**
 * Agencies that the table lists under funding and that are not the donor's: they lent beside it. The amounts of the table
 * are the donor's alone.
 */
const lendersBeside = new Set(
  [
    'Asian Development Bank',
    'Bank of Ceylon',
    'BNP Paribas S.A.',
    'Credit Suisse',
    'European Bank for Reconstruction and Development',
    'Gazprom',
    'HSBC',
    'Kazakhstan Development Bank',
    'Peoples Bank',
    'Sindh Engro Coal Mining Company',
    'Turkmenneft',
    'World Bank',
  ].map(agencyKey),
);

export const isLenderBeside = ({ name }: Agency): boolean => lendersBeside.has(agencyKey(name));
