import { addDays, dayNumber, listPeriods, type Interval, type Period } from './calendar.js';

/** One directed act between two states, with its score. */
export interface ScoredCoding {
  readonly eventId: string;
  /** The first day that the event's date can mean. */
  readonly startsOn: string;
  /** The last day; null when it is open. */
  readonly endsOn: string | null;
  /** Whether the event's first day is known to the day. */
  readonly isDayKnown: boolean;
  readonly sourceState: string;
  readonly targetState: string;
  readonly cameo: string;
  readonly score: number;
  /** The article that a machine coded; null for a hand-judged record. */
  readonly article: string | null;
}

export interface TemperatureWindow {
  readonly interval: Interval;
  readonly from: string;
  readonly to: string;
  /** The state whose acts are `aToB`. */
  readonly a: string;
}

export interface TemperaturePoint {
  readonly period: string;
  readonly mean: number | null;
  readonly sum: number;
  readonly smoothed: number | null;
  readonly eventCount: number;
  readonly aToB: number | null;
  readonly bToA: number | null;
}

export type Trend = 'WARMING' | 'COOLING' | 'STEADY' | 'INSUFFICIENT_DATA';

const smoothing = 0.3;
const trendThreshold = 0.5;
const fewestCodings = 3;
const latestBefore = 20;
const mostDaysOfDate = 366;

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

const isVague = ({ startsOn, endsOn }: ScoredCoding) =>
  endsOn === null || (endsOn !== startsOn && dayNumber(endsOn) - dayNumber(startsOn) >= mostDaysOfDate);

/**
 * One coding for each act: near-duplicate reports count once. Reports of one day, direction and code are one act; so are
 * the rows that a machine made of one article with the same direction and code, whatever days it gave them. Hand-judged
 * records that cite one article are told apart by their days. What is dated to more than a year is left out: no period
 * could be given to it but by making up a day.
 */
export function countOnce(codings: readonly ScoredCoding[]): ScoredCoding[] {
  const seen = new Set<string>();
  const inOrder = [...codings].sort(
    (one, other) => compare(one.startsOn, other.startsOn) || compare(one.eventId, other.eventId),
  );
  return inOrder.filter((coding) => {
    const { startsOn, isDayKnown, eventId, article } = coding;
    if (isVague(coding)) return false;
    const act = `${coding.sourceState} ${coding.targetState} ${coding.cameo}`;
    const [day, report] = [`${isDayKnown ? startsOn : eventId} ${act}`, article && `${article} ${act}`];
    const isRepeated = seen.has(day) || (report !== null && seen.has(report));
    if (report !== null) seen.add(report);
    if (!isRepeated) seen.add(day); // a repeated row's day may be a machine's error
    return !isRepeated;
  });
}

/** To six decimals: what lies beyond is noise of binary fractions. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

const sumOf = (codings: readonly ScoredCoding[]) =>
  rounded(codings.reduce((sum, { score }) => sum + score, 0));

const meanOf = (codings: readonly ScoredCoding[]): number | null =>
  codings.length === 0 ? null : rounded(sumOf(codings) / codings.length);

const isWithin = (from: string, to: string) => (coding: ScoredCoding) =>
  coding.startsOn >= from && coding.startsOn <= to;

function trendOf(codings: readonly ScoredCoding[], { from, to }: TemperatureWindow): Trend {
  const now = codings.filter(isWithin(from, to));
  const length = dayNumber(to) - dayNumber(from) + 1;
  const window = codings.filter(isWithin(addDays(from, -length), addDays(from, -1)));
  const earlier = codings.filter(({ startsOn }) => startsOn < from);
  const before = window.length < fewestCodings ? earlier.slice(-latestBefore) : window;
  const [mean, meanBefore] = [meanOf(now), meanOf(before)];
  if (now.length < fewestCodings || before.length < fewestCodings || mean === null || meanBefore === null)
    return 'INSUFFICIENT_DATA';
  const change = mean - meanBefore;
  if (change > trendThreshold) return 'WARMING';
  return change < -trendThreshold ? 'COOLING' : 'STEADY';
}

function pointOf(
  period: Period,
  codings: readonly ScoredCoding[],
  a: string,
  before: number | null,
): TemperaturePoint {
  const mean = meanOf(codings);
  const smoothed =
    mean === null || before === null
      ? (mean ?? before)
      : rounded(smoothing * mean + (1 - smoothing) * before);
  return {
    period: period.name,
    mean,
    sum: sumOf(codings),
    smoothed,
    eventCount: new Set(codings.map(({ eventId }) => eventId)).size,
    aToB: meanOf(codings.filter(({ sourceState }) => sourceState === a)),
    bToA: meanOf(codings.filter(({ sourceState }) => sourceState !== a)),
  };
}

/** The temperature of a relation from its codings in the window and before it; see the schema for what it means. */
export function measureTemperature(
  reports: readonly ScoredCoding[],
  window: TemperatureWindow,
): { readonly trend: Trend; readonly points: readonly TemperaturePoint[] } {
  const codings = countOnce(reports);
  const within = codings.filter(isWithin(window.from, window.to));
  const points: TemperaturePoint[] = [];
  let next = 0;
  for (const period of listPeriods(window.interval, window.from, window.to)) {
    const start = next;
    while (next < within.length && within[next]!.startsOn <= period.to) next++; // they are in the order of days
    const own = within.slice(start, next);
    points.push(pointOf(period, own, window.a, points.at(-1)?.smoothed ?? null));
  }
  return { trend: trendOf(codings, window), points };
}
