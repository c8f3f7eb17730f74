import type { PartReject, Rejection, XmlElement } from '@corridor/importing';
import { isDay } from '@corridor/schema';

/** Thrown where an activity cannot be loaded at all; becomes its reject. */
export class Misfit extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.reason);
  }
}

/** Notes a part of an activity that is left out. */
export type NotePart = (part: PartReject) => void;

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** An attribute without white space around it; undefined where it is missing or empty. */
export const attribute = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.attributes[name]?.trim() || undefined;

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A text with its language; version 2 holds it in `narrative` elements, version 1 in the element itself. */
export interface Narrative {
  readonly text: string;
  readonly language: string | undefined;
}

export function narrativesOf(elements: readonly XmlElement[]): Narrative[] {
  const holders = elements.flatMap((element) => {
    const narratives = childrenOf(element, 'narrative');
    return narratives.length > 0 ? narratives : [element];
  });
  return holders
    .map((holder) => ({ text: oneLine(holder.text), language: attribute(holder, 'xml:lang')?.toLowerCase() }))
    .filter(({ text }) => text !== '');
}

/** The text of an element: in English where there are several languages, or else the first. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const narratives = element ? narrativesOf([element]) : [];
  return (narratives.find(({ language }) => language?.startsWith('en')) ?? narratives[0])?.text;
}

const [firstYear, lastYear] = ['1900', '2150'];

/** The day of an `iso-date`, whose time zone says nothing of use; undefined where it is missing or no day, which is noted. */
export function readDay(
  element: XmlElement | undefined,
  name: string,
  field: string,
  note: NotePart,
): string | undefined {
  const value = attribute(element, name);
  if (value === undefined) return undefined;
  const day = value.replace(/(Z|[+-]\d\d:\d\d)$/, '');
  if (isDay(day) && day.length === 10 && day >= firstYear && day <= lastYear) return day;
  note({ reason: 'not a date', field, value, line: element!.line });
  return undefined;
}

/** A percentage; null where none is given, and where it is not one from 0 to 100, which is noted. */
export function readPercentage(element: XmlElement, field: string, note: NotePart): string | null {
  const value = attribute(element, 'percentage');
  if (value === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(value) && Number(value) <= 100) return value;
  note({ reason: 'not a percentage from 0 to 100', field, value, line: element.line });
  return null;
}

/** Something with a share, by its key. */
export interface Share {
  readonly key: string;
  readonly percentage: string | null;
}

const rounding = 1;
const sum = (percentages: readonly string[]) =>
  percentages.reduce((total, percentage) => total + Number(percentage), 0);

/** Decimal places are kept: shares come with two, and their sum has no more. */
const addUp = (percentages: readonly string[]): string => String(Number(sum(percentages).toFixed(6)));

/**
 * Shares, each key once. Those that are named several times are added up; percentages that together are over 100, by more
 * than rounding, say nothing: that is noted and they become unknown.
 */
export function mergeShares<Of extends Share>(
  shares: readonly Of[],
  field: string,
  note: (part: Rejection) => void,
): Of[] {
  const byKey = new Map<string, Of[]>();
  for (const share of shares) byKey.set(share.key, [...(byKey.get(share.key) ?? []), share]);
  const merged = [...byKey.values()].map((same) => {
    const given = same.flatMap(({ percentage }) => percentage ?? []);
    return { ...same[0]!, percentage: given.length === same.length ? addUp(given) : null };
  });
  const total = sum(merged.flatMap(({ percentage }) => percentage ?? []));
  if (total <= 100 + rounding) return merged;
  note({ reason: 'shares add up to over 100', field, value: String(total) });
  return merged.map((share) => ({ ...share, percentage: null }));
}
