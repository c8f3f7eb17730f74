import { findIso3 } from '@corridor/country-codes';
import type { XmlElement } from '@corridor/importing';
import { attribute, childOf, childrenOf, readDay, type NotePart } from './iati-element.js';
import { readParty, readSector, type IatiParty, type IatiSector, type IatiWorld } from './iati-parts.js';
import { transactionTypes } from './iati-words.js';

/** An amount as the publisher has it. */
interface Amount {
  readonly amount: string;
  readonly currency: string;
}

export interface IatiBudget extends Amount {
  readonly from: string;
  readonly to: string;
  readonly revised: boolean;
}

export interface IatiTransaction extends Amount {
  /** The publisher's reference where it is the only one of its kind in the activity, or else the place in the list. */
  readonly key: string;
  readonly type: string;
  readonly date: string;
  readonly provider: IatiParty | null;
  readonly receiver: IatiParty | null;
  readonly sector: IatiSector | null;
  readonly recipient: string | null;
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The `value` of a budget or transaction; undefined where it is no amount of a known currency, which is noted. */
function readAmount(
  parent: XmlElement,
  field: string,
  defaultCurrency: string | undefined,
  note: NotePart,
): Amount | undefined {
  const element = childOf(parent, 'value');
  const line = element?.line ?? parent.line;
  const text = element?.text.trim() ?? '';
  const currency = attribute(element, 'currency') ?? defaultCurrency;
  if (!/^-?\d{1,30}(\.\d{1,15})?$/.test(text))
    return void note({ reason: 'not an amount', field: `${field}/value`, value: text, line });
  if (currency === undefined || !currencies.has(currency))
    return void note({
      reason: 'unknown currency',
      field: `${field}/value/@currency`,
      value: currency ?? '',
      line,
    });
  return { amount: text, currency };
}

/** The budgets with a period and an amount. */
export function readBudgets(
  activity: XmlElement,
  currency: string | undefined,
  note: NotePart,
): IatiBudget[] {
  return childrenOf(activity, 'budget').flatMap((element) => {
    const [start, end] = [childOf(element, 'period-start'), childOf(element, 'period-end')];
    const from = readDay(start, 'iso-date', 'budget/period-start/@iso-date', note);
    const to = readDay(end, 'iso-date', 'budget/period-end/@iso-date', note);
    if (from === undefined || to === undefined || from > to) {
      const value = `${attribute(start, 'iso-date') ?? ''} to ${attribute(end, 'iso-date') ?? ''}`;
      note({ reason: 'a budget without a period', field: 'budget', value, line: element.line });
      return [];
    }
    const amount = readAmount(element, 'budget', currency, note);
    const type = attribute(element, 'type')?.toLowerCase();
    return amount ? [{ ...amount, from, to, revised: type === '2' || type === 'revised' }] : [];
  });
}

function readDate(element: XmlElement, note: NotePart): string | undefined {
  const field = 'transaction/transaction-date/@iso-date';
  const date = readDay(childOf(element, 'transaction-date'), 'iso-date', field, note);
  return date ?? readDay(childOf(element, 'value'), 'value-date', 'transaction/value/@value-date', note);
}

/** The country a transaction is for, where it says so itself. */
function readRecipient(element: XmlElement, note: NotePart): string | null {
  const recipient = childOf(element, 'recipient-country');
  const code = attribute(recipient, 'code');
  if (recipient === undefined || code === undefined) return null;
  const iso3 = findIso3(code);
  if (iso3 === undefined)
    note({
      reason: 'unknown country',
      field: 'transaction/recipient-country/@code',
      value: code,
      line: recipient.line,
    });
  return iso3 ?? null;
}

function readTransaction(
  element: XmlElement,
  key: string,
  world: IatiWorld,
  currency: string | undefined,
  note: NotePart,
): IatiTransaction[] {
  const code = attribute(childOf(element, 'transaction-type'), 'code') ?? '';
  const type = transactionTypes[code];
  if (type === undefined) {
    const field = 'transaction/transaction-type/@code';
    note({ reason: 'unknown transaction type', field, value: code, line: element.line });
    return [];
  }
  const amount = readAmount(element, 'transaction', currency, note);
  if (!amount) return [];
  const date = readDate(element, note);
  if (date === undefined) {
    note({ reason: 'a transaction without a date', field: 'transaction', line: element.line });
    return [];
  }
  const sectors = childrenOf(element, 'sector').flatMap((sector) => readSector(sector, world, note) ?? []);
  const party = (name: string) => {
    const org = childOf(element, name);
    return (org && readParty(org, world)) ?? null;
  };
  return [
    {
      ...amount,
      ...{ key, type, date },
      provider: party('provider-org'),
      receiver: party('receiver-org'),
      sector: sectors.find(({ vocabulary }) => vocabulary === 'DAC') ?? sectors[0] ?? null,
      recipient: readRecipient(element, note),
    },
  ];
}

/** The transactions with a type, an amount and a date. */
export function readTransactions(
  activity: XmlElement,
  world: IatiWorld,
  currency: string | undefined,
  note: NotePart,
): IatiTransaction[] {
  const elements = childrenOf(activity, 'transaction');
  const references = new Map<string, number>();
  for (const element of elements) {
    const reference = attribute(element, 'ref');
    if (reference !== undefined) references.set(reference, (references.get(reference) ?? 0) + 1);
  }
  return elements.flatMap((element, index) => {
    const reference = attribute(element, 'ref');
    const isOnly = reference !== undefined && references.get(reference) === 1;
    return readTransaction(element, isOnly ? `ref:${reference}` : String(index + 1), world, currency, note);
  });
}
