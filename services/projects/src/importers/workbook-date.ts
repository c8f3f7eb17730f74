import { isDay } from '@corridor/schema';

const dayMs = 86_400_000;
/** Day 0 of a workbook's calendar, which counts a 29 February 1900 that never was. */
const dayZero = Date.UTC(1899, 11, 30);
const [firstDay, lastDay] = [61, 73_050]; // 1900-03-01, before which the count is off, to 2099-12-31

/** A workbook's day number or an ISO date as `YYYY-MM-DD`; undefined for anything else. */
export function inIsoDate(text: string): string | undefined {
  if (isDay(text)) return text;
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const day = Number(text);
  if (day < firstDay || day > lastDay) return undefined;
  return new Date(dayZero + day * dayMs).toISOString().slice(0, 10);
}
