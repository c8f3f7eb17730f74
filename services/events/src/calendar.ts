export type Interval = 'MONTH' | 'QUARTER' | 'YEAR';

/** A month, quarter or year: its EDTF date, its first and its last day. */
export interface Period {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;
const monthsIn: Readonly<Record<Interval, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

const pad = (value: number, length: number) => String(value).padStart(length, '0');

/** The number of a day since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

const toDay = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

/** The day `days` after the given one; before it when negative. */
export const addDays = (day: string, days: number): string => toDay(dayNumber(day) + days);

const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthName = (month: number) => `${pad(Math.floor(month / 12), 4)}-${pad((month % 12) + 1, 2)}`;

/** The last day of a month, counted without a `Date`: a chart asks for many. */
function lastDayOf(month: number): number {
  const inYear = month % 12;
  if (inYear !== 1) return [3, 5, 8, 10].includes(inYear) ? 30 : 31;
  const year = Math.floor(month / 12);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function periodAt(interval: Interval, firstMonth: number): Period {
  const lastMonth = firstMonth + monthsIn[interval] - 1;
  const [first, last] = [monthName(firstMonth), monthName(lastMonth)];
  const name = { MONTH: first, QUARTER: `${first}/${last}`, YEAR: first.slice(0, 4) }[interval];
  return { name, from: `${first}-01`, to: `${last}-${lastDayOf(lastMonth)}` };
}

const firstMonthOf = (interval: Interval, day: string) => {
  const month = monthNumber(day);
  return month - (month % monthsIn[interval]);
};

/** The period that a day is in. */
export const periodOf = (interval: Interval, day: string): Period =>
  periodAt(interval, firstMonthOf(interval, day));

/** How many periods `from`…`to` touch. */
export const countPeriods = (interval: Interval, from: string, to: string): number =>
  (firstMonthOf(interval, to) - firstMonthOf(interval, from)) / monthsIn[interval] + 1;

/** The periods that `from`…`to` touch, without gaps. */
export const listPeriods = (interval: Interval, from: string, to: string): Period[] =>
  Array.from({ length: countPeriods(interval, from, to) }, (_, index) =>
    periodAt(interval, firstMonthOf(interval, from) + index * monthsIn[interval]),
  );

/** The same day some years earlier; 29 February becomes the 28th. */
export function yearsBefore(day: string, years: number): string {
  const earlier = `${pad(Number(day.slice(0, 4)) - years, 4)}${day.slice(4)}`;
  return earlier.endsWith('-02-29') ? `${earlier.slice(0, 8)}28` : earlier;
}
