import { boundsOf, isDay, type DayBounds } from './edtf.js';
import { badInput } from './errors.js';

/** An argument or input field: left out and null mean the same. */
export type Given<Value> = Value | null | undefined;

const longestText = 500;

/** A client's text inside an error message. */
export const quoteInput = (text: string): string => JSON.stringify(text.slice(0, 60));

/**
 * A text as the database can hold it.
 * @throws ClientError BAD_USER_INPUT for a NUL character or more than 500 characters
 */
export function readText(argument: string, text: string): string;
export function readText(argument: string, text: Given<string>): string | undefined;
export function readText(argument: string, text: Given<string>): string | undefined {
  if (text == null) return undefined;
  if (text.includes('\0')) throw badInput(argument, 'a NUL character cannot be used');
  if (text.length > longestText) throw badInput(argument, `expected at most ${longestText} characters`);
  return text;
}

/**
 * The one of several arguments that is given, by name.
 * @throws ClientError BAD_USER_INPUT when none is given or more than one
 */
export function readExactlyOne<Name extends string>(
  args: Readonly<Record<Name, Given<string>>>,
): readonly [name: Name, value: string] {
  const names = Object.keys(args) as Name[];
  const [name, ...others] = names.filter((each) => args[each] != null);
  if (name === undefined || others.length > 0)
    throw badInput(names.join(', '), 'expected exactly one of these');
  return [name, readText(name, args[name] as string)];
}

/** Databases know no year before 1, and no day has more than four digits of a year here. */
const isStorable = (day: string | undefined) => day === undefined || (isDay(day) && !day.startsWith('0000'));

/**
 * A day, which a database without a year 0 can hold.
 * @throws ClientError BAD_USER_INPUT
 */
export function readDay(argument: string, day: Given<string>): string | undefined {
  if (day != null && !isStorable(day)) throw badInput(argument, 'expected a day of the years 1 to 9999');
  return day ?? undefined;
}

/**
 * The days that an EDTF date can mean; none open where none is given.
 * @throws ClientError BAD_USER_INPUT for days that a database cannot hold
 */
export function readDays(argument: string, date: Given<string>): DayBounds {
  const days = date == null ? {} : boundsOf(date);
  if (!isStorable(days.from) || !isStorable(days.to))
    throw badInput(argument, 'expected a date of the years 1 to 9999');
  return days;
}

/**
 * The days from `from` to `to`, each of which may be left out.
 * @param prefix stands before the two names in an error, such as `filter.`
 * @throws ClientError BAD_USER_INPUT
 */
export function readDaysBetween(
  { from, to }: { readonly from?: Given<string>; readonly to?: Given<string> },
  prefix = '',
): DayBounds {
  const days = { from: readDay(`${prefix}from`, from), to: readDay(`${prefix}to`, to) };
  checkOrder(`${prefix}from`, days.from, days.to);
  return days;
}

/** @throws ClientError BAD_USER_INPUT when a beginning is after its end */
export function checkOrder<Time extends string | number>(
  argument: string,
  from: Given<Time>,
  to: Given<Time>,
): void {
  if (from != null && to != null && from > to) throw badInput(argument, `${from} is after ${to}`);
}

/** Today, in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** A part of the globe in degrees; `west` is greater than `east` across the 180th meridian. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * A box from a list of west, south, east and north.
 * @throws ClientError BAD_USER_INPUT
 */
export function readBox(argument: string, box: Given<readonly number[]>): Box | undefined {
  if (box == null) return undefined;
  if (box.length !== 4) throw badInput(argument, 'expected four numbers: west, south, east, north');
  const [west, south, east, north] = box as [number, number, number, number];
  if (Math.abs(west) > 180 || Math.abs(east) > 180)
    throw badInput(argument, 'expected longitudes of -180 to 180 degrees');
  if (Math.abs(south) > 90 || Math.abs(north) > 90 || south > north)
    throw badInput(argument, 'expected latitudes of -90 to 90 degrees, south not above north');
  return { west, south, east, north };
}
