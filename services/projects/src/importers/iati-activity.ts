import type { PartReject, Rejection, XmlElement } from '@corridor/importing';
import {
  attribute,
  childOf,
  childrenOf,
  Misfit,
  narrativesOf,
  readDay,
  textOf,
  type NotePart,
  type Share,
} from './iati-element.js';
import { readBudgets, readTransactions, type IatiBudget, type IatiTransaction } from './iati-money.js';
import {
  readLocations,
  readParty,
  readRecipients,
  readSectors,
  type IatiLocation,
  type IatiParty,
  type IatiSector,
  type IatiWorld,
} from './iati-parts.js';
import {
  activityDates,
  activityStatuses,
  activityStatusNames,
  flowTypes,
  organisationRoles,
} from './iati-words.js';

/** An activity of any version from 1.01 to 2.03, checked and in the words of this graph; nothing is guessed. */
export interface IatiActivity {
  readonly identifier: string;
  readonly publisher: IatiParty | null;
  readonly title: string;
  /** Titles by language, where it is told. */
  readonly titles: Readonly<Record<string, string>>;
  readonly description: string | null;
  readonly status: string;
  readonly dates: Readonly<
    Partial<Record<'plannedStart' | 'actualStart' | 'plannedEnd' | 'actualEnd', string>>
  >;
  readonly flowType: string | null;
  readonly aidType: string | null;
  readonly financeType: string | null;
  readonly parties: readonly (IatiParty & { readonly role: string })[];
  readonly recipients: readonly Share[];
  readonly sectors: readonly (IatiSector & Share)[];
  readonly locations: readonly IatiLocation[];
  readonly budgets: readonly IatiBudget[];
  readonly transactions: readonly IatiTransaction[];
  /** The identifier of the activity that it is a part of. */
  readonly parent: string | null;
  readonly hasChildren: boolean;
}

const longestIdentifier = 300;

function readIdentifier(activity: XmlElement): string {
  const value = childOf(activity, 'iati-identifier')?.text.trim() ?? '';
  const field = 'iati-identifier';
  if (value === '') throw new Misfit({ reason: 'no identifier', field });
  if (value.length > longestIdentifier || /[\s\p{Cc}]/u.test(value))
    throw new Misfit({ reason: 'not an identifier', field, value });
  return value;
}

function readTitles(activity: XmlElement) {
  const language = attribute(activity, 'xml:lang')?.toLowerCase();
  const narratives = narrativesOf(childrenOf(activity, 'title')).map((each) => ({
    ...each,
    language: each.language ?? language,
  }));
  const main = narratives.find((each) => each.language?.startsWith('en')) ?? narratives[0];
  if (!main) throw new Misfit({ reason: 'no title', field: 'title' });
  const others = narratives.filter((each) => each !== main && each.language !== undefined);
  return { title: main.text, titles: Object.fromEntries(others.map((each) => [each.language!, each.text])) };
}

function readStatus(activity: XmlElement): string {
  const element = childOf(activity, 'activity-status');
  const code = attribute(element, 'code');
  const name = textOf(element);
  const status = code === undefined ? activityStatusNames[name?.toLowerCase() ?? ''] : activityStatuses[code];
  if (status === undefined)
    throw new Misfit({ reason: 'unknown status', field: 'activity-status', value: code ?? name ?? '' });
  return status;
}

function readDates(activity: XmlElement, note: NotePart): IatiActivity['dates'] {
  const dates: Record<string, string> = {};
  for (const element of childrenOf(activity, 'activity-date')) {
    const type = attribute(element, 'type') ?? '';
    const name = activityDates[type as keyof typeof activityDates];
    const day = readDay(element, 'iso-date', 'activity-date/@iso-date', note);
    if (name === undefined)
      note({ reason: 'unknown type of date', field: 'activity-date/@type', value: type, line: element.line });
    else if (day !== undefined) dates[name] ??= day;
  }
  return dates;
}

function readParties(activity: XmlElement, world: IatiWorld, note: NotePart): IatiActivity['parties'] {
  return childrenOf(activity, 'participating-org').flatMap((element) => {
    const code = attribute(element, 'role') ?? '';
    const role = organisationRoles[code.toLowerCase()];
    const party = readParty(element, world);
    const { line } = element;
    if (role === undefined)
      note({ reason: 'unknown role', field: 'participating-org/@role', value: code, line });
    else if (!party) note({ reason: 'an organisation without name', field: 'participating-org', line });
    return role !== undefined && party ? [{ ...party, role }] : [];
  });
}

/** A code of a list; null where it is missing or unknown, which is noted. */
function readCode(
  activity: XmlElement,
  name: string,
  words: Readonly<Record<string, string>>,
  note: NotePart,
): string | null {
  const element = childOf(activity, name);
  const code = attribute(element, 'code');
  if (element === undefined || code === undefined) return null;
  const word = words[code];
  if (word === undefined)
    note({ reason: `unknown ${name}`, field: `${name}/@code`, value: code, line: element.line });
  return word ?? null;
}

function readRelated(activity: XmlElement): Pick<IatiActivity, 'parent' | 'hasChildren'> {
  const related = childrenOf(activity, 'related-activity');
  const ofType = (type: string) => related.filter((element) => attribute(element, 'type') === type);
  return { parent: attribute(ofType('1')[0], 'ref') ?? null, hasChildren: ofType('2').length > 0 };
}

function readFields(activity: XmlElement, world: IatiWorld, note: NotePart): IatiActivity {
  const identifier = readIdentifier(activity);
  const currency = attribute(activity, 'default-currency');
  const reporting = childOf(activity, 'reporting-org');
  return {
    identifier,
    publisher: (reporting && readParty(reporting, world)) ?? null,
    ...readTitles(activity),
    description: textOf(childOf(activity, 'description')) ?? null,
    status: readStatus(activity),
    dates: readDates(activity, note),
    flowType: readCode(activity, 'default-flow-type', flowTypes, note),
    aidType: attribute(childOf(activity, 'default-aid-type'), 'code') ?? null,
    financeType: attribute(childOf(activity, 'default-finance-type'), 'code') ?? null,
    parties: readParties(activity, world, note),
    recipients: readRecipients(activity, note),
    sectors: readSectors(activity, world, note),
    locations: readLocations(activity, note),
    budgets: readBudgets(activity, currency, note),
    transactions: readTransactions(activity, world, currency, note),
    ...readRelated(activity),
  };
}

/** An activity with the parts of it that are left out, or why it is left out whole. */
export type ReadActivity =
  | { readonly activity: IatiActivity; readonly partRejects: readonly PartReject[] }
  | { readonly rejection: Rejection };

/** Reads an `iati-activity` element. */
export function readIatiActivity(element: XmlElement, world: IatiWorld): ReadActivity {
  const partRejects: PartReject[] = [];
  try {
    const activity = readFields(element, world, (part) => partRejects.push(part));
    return { activity, partRejects };
  } catch (error) {
    if (error instanceof Misfit) return { rejection: error.rejection };
    throw error;
  }
}
