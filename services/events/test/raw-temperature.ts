import { addDays, dayNumber, periodOf } from '../src/calendar.js';
import {
  measureTemperature,
  type Sums,
  type TemperatureSums,
  type TemperatureWindow,
} from '../src/temperature.js';

/** One directed act between two states, with its score. */
export interface ScoredCoding {
  readonly eventId: string;
  readonly startsOn: string;
  /** Null when the event's date has no end. */
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

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

const isVague = ({ startsOn, endsOn }: ScoredCoding) =>
  endsOn === null || dayNumber(endsOn) - dayNumber(startsOn) >= 366;

/** One coding for each act, found by going through all of them: what the sums that the database keeps are held against. */
export function countOnce(codings: readonly ScoredCoding[]): ScoredCoding[] {
  const seen = new Set<string>();
  const inOrder = [...codings].sort(
    (one, other) => compare(one.startsOn, other.startsOn) || compare(one.eventId, other.eventId),
  );
  return inOrder.filter((coding) => {
    const { startsOn, isDayKnown, eventId, article } = coding;
    if (isVague(coding)) return false;
    const act = `${coding.sourceState} ${coding.targetState} ${coding.cameo}`;
    const [day, report] = [`${startsOn} ${isDayKnown ? '' : eventId} ${act}`, article && `${article} ${act}`];
    const isRepeated = seen.has(day) || (report !== null && seen.has(report));
    if (report !== null) seen.add(report);
    if (!isRepeated) seen.add(day); // a repeated row's day may be a machine's error
    return !isRepeated;
  });
}

const sumOf = (codings: readonly ScoredCoding[]): Sums => ({
  codings: codings.length,
  total: codings.reduce((sum, { score }) => sum + score, 0),
});

/** Those of the latest days that together have 20. */
function latestOf(codings: readonly ScoredCoding[]): ScoredCoding[] {
  const twentieth = codings.at(-20)?.startsOn ?? '';
  return codings.filter(({ startsOn }) => startsOn >= twentieth);
}

interface Asked extends TemperatureWindow {
  /** The state that acts forward. */
  readonly a: string;
}

function sumCodings(reports: readonly ScoredCoding[], { interval, from, to, a }: Asked): TemperatureSums {
  const codings = countOnce(reports);
  const between = (first: string, last: string) =>
    codings.filter(({ startsOn }) => startsOn >= first && startsOn <= last);
  const byStart = new Map<string, ScoredCoding[]>();
  for (const coding of between(from, to)) {
    const { from: start } = periodOf(interval, coding.startsOn);
    byStart.set(start, [...(byStart.get(start) ?? []), coding]);
  }
  const length = dayNumber(to) - dayNumber(from) + 1;
  return {
    periods: [...byStart].map(([start, own]) => ({
      start,
      events: new Set(own.map(({ eventId }) => eventId)).size,
      forward: sumOf(own.filter(({ sourceState }) => sourceState === a)),
      backward: sumOf(own.filter(({ sourceState }) => sourceState !== a)),
    })),
    before: sumOf(between(addDays(from, -length), addDays(from, -1))),
    latest: sumOf(latestOf(codings.filter(({ startsOn }) => startsOn < from))),
  };
}

/** The temperature as it comes out of all codings at once. */
export const measureCodings = (reports: readonly ScoredCoding[], asked: Asked) =>
  measureTemperature(sumCodings(reports, asked), asked);
