import { listPeriods, type Interval, type Period } from './calendar.js';

/** How many acts, and their scores together. */
export interface Sums {
  readonly codings: number;
  readonly total: number;
}

/** What two states did to each other in one period: the first of the relation's id acts forward. */
export interface PeriodSums {
  /** The period's first day. */
  readonly start: string;
  readonly events: number;
  readonly forward: Sums;
  readonly backward: Sums;
}

export interface TemperatureSums {
  /** Periods that have codings, in any order. */
  readonly periods: readonly PeriodSums[];
  /** Of the equally long time before. */
  readonly before: Sums;
  /** Of the latest days before that together have 20 codings. */
  readonly latest: Sums;
}

export interface TemperatureWindow {
  readonly interval: Interval;
  readonly from: string;
  readonly to: string;
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
const none: Sums = { codings: 0, total: 0 };

/** To six decimals: what lies beyond is noise of binary fractions. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

const add = (one: Sums, other: Sums): Sums => ({
  codings: one.codings + other.codings,
  total: one.total + other.total,
});

const meanOf = ({ codings, total }: Sums): number | null =>
  codings === 0 ? null : rounded(rounded(total) / codings);

function trendOf({ periods, before, latest }: TemperatureSums): Trend {
  const now = periods.map(({ forward, backward }) => add(forward, backward)).reduce(add, none);
  const earlier = before.codings < fewestCodings ? latest : before;
  const [mean, meanBefore] = [meanOf(now), meanOf(earlier)];
  if (now.codings < fewestCodings || earlier.codings < fewestCodings || mean === null || meanBefore === null)
    return 'INSUFFICIENT_DATA';
  const change = mean - meanBefore;
  if (change > trendThreshold) return 'WARMING';
  return change < -trendThreshold ? 'COOLING' : 'STEADY';
}

function pointOf(
  { name }: Period,
  { events, forward, backward }: Omit<PeriodSums, 'start'> = { events: 0, forward: none, backward: none },
  before: number | null,
): TemperaturePoint {
  const all = add(forward, backward);
  const mean = meanOf(all);
  const smoothed =
    mean === null || before === null
      ? (mean ?? before)
      : rounded(smoothing * mean + (1 - smoothing) * before);
  return {
    period: name,
    mean,
    sum: rounded(all.total),
    smoothed,
    eventCount: events,
    aToB: meanOf(forward),
    bToA: meanOf(backward),
  };
}

/** The temperature of a relation from its sums; see the schema for what it means. */
export function measureTemperature(
  sums: TemperatureSums,
  { interval, from, to }: TemperatureWindow,
): { readonly trend: Trend; readonly points: readonly TemperaturePoint[] } {
  const byStart = new Map(sums.periods.map((period) => [period.start, period]));
  const points: TemperaturePoint[] = [];
  for (const period of listPeriods(interval, from, to))
    points.push(pointOf(period, byStart.get(period.from), points.at(-1)?.smoothed ?? null));
  return { trend: trendOf(sums), points };
}
