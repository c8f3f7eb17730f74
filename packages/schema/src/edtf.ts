import edtf from 'edtf';

/** The first and last day that a date can mean, `YYYY-MM-DD`; undefined where it is open. */
export interface DayBounds {
  readonly from?: string;
  readonly to?: string;
}

const fullDay = /^(\d{4})-(\d{2})-(\d{2})$/;
const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Whether the text is a day of the calendar, `YYYY-MM-DD`; 30 February is none. */
export function isDay(text: string): boolean {
  const [, year, month, day] = fullDay.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const isMissing = month === 2 && day === 29 && !isLeap(year);
  return day >= 1 && day <= (lastDays[month - 1] ?? 0) && !isMissing;
}

const toDay = (time: number) =>
  Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : undefined;

const mostRemembered = 1_000;
const remembered = new Map<string, DayBounds>();

/** Parsing costs some 100 µs, and clients ask for the same few dates again and again. */
function parseBounds(text: string): DayBounds {
  const known = remembered.get(text);
  if (known) return known;
  const { min, max } = edtf(text);
  const bounds = { from: toDay(min), to: toDay(max) };
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, bounds);
  return bounds;
}

/**
 * The days an EDTF date (ISO 8601-2) covers: `197X` is 1970-01-01 to 1979-12-31, `2025-03~` the whole of March.
 * @throws RangeError when the text is not EDTF
 */
export function boundsOf(text: string): DayBounds {
  if (isDay(text)) return { from: text, to: text };
  try {
    const bounds = parseBounds(text);
    if (!bounds.from && !bounds.to) throw new RangeError('open on both sides');
    return bounds;
  } catch {
    throw new RangeError(`not an EDTF date (such as 2025-03~ or 197X): ${JSON.stringify(text)}`);
  }
}
