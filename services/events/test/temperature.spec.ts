import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, countPeriods, dayNumber, listPeriods, periodOf, yearsBefore } from '../src/calendar.js';
import { countOnce, measureCodings, type ScoredCoding } from './raw-temperature.js';

const coding = (over: Partial<ScoredCoding>): ScoredCoding => {
  const startsOn = over.startsOn ?? '2025-01-01';
  return {
    eventId: `ev:${startsOn}:${over.score ?? 0}:${over.cameo ?? ''}`,
    startsOn,
    endsOn: startsOn,
    isDayKnown: true,
    sourceState: 'CHN',
    targetState: 'PAK',
    cameo: '051',
    score: 1,
    article: null,
    ...over,
  };
};

const start = dayNumber('2000-01-01');
const day = fc.integer({ min: start, max: start + 8_000 }).map((number) => addDays('1970-01-01', number));
const someCoding = fc
  .record({
    startsOn: day,
    isForward: fc.boolean(),
    cameo: fc.constantFrom('010', '051', '190'),
    score: fc.integer({ min: -10, max: 10 }),
    eventId: fc.integer({ min: 1, max: 40 }).map((number) => `ev:${number}`),
    article: fc.constantFrom(null, null, 'source:1', 'source:2'),
  })
  .map(({ isForward, ...one }) =>
    coding({
      ...one,
      sourceState: isForward ? 'CHN' : 'PAK',
      targetState: isForward ? 'PAK' : 'CHN',
    }),
  );
const window = fc
  .record({
    interval: fc.constantFrom('MONTH' as const, 'QUARTER' as const, 'YEAR' as const),
    days: fc.tuple(day, day),
  })
  .map(({ interval, days }) => {
    const [from, to] = [...days].sort() as [string, string];
    return { interval, from, to, a: 'CHN' };
  });

describe('a temperature', () => {
  it('has one point per period of the window, without gaps, whatever the codings', () => {
    fc.assert(
      fc.property(fc.array(someCoding), window, (codings, asked) => {
        const { points } = measureCodings(codings, asked);
        const periods = listPeriods(asked.interval, asked.from, asked.to);
        expect(points.map(({ period }) => period)).toEqual(periods.map(({ name }) => name));
        expect(points).toHaveLength(countPeriods(asked.interval, asked.from, asked.to));
        expect(periods[0]!.from <= asked.from && periods.at(-1)!.to >= asked.to).toBe(true);
        periods.slice(1).forEach((period, index) => expect(period.from).toBe(addDays(periods[index]!.to, 1)));
      }),
    );
  });

  it('counts every act within the window in exactly one point', () => {
    fc.assert(
      fc.property(fc.array(someCoding), window, (codings, asked) => {
        const once = countOnce(codings).filter(
          ({ startsOn }) => startsOn >= asked.from && startsOn <= asked.to,
        );
        const { points } = measureCodings(codings, asked);
        const total = points.reduce((sum, point) => sum + point.sum, 0);
        expect(total).toBeCloseTo(once.reduce((sum, { score }) => sum + score, 0));
        for (const point of points) expect(point.mean === null).toBe(point.eventCount === 0);
      }),
    );
  });

  it('does not depend on the order in which reports come, nor on reports that come twice', () => {
    fc.assert(
      fc.property(fc.array(someCoding), window, (codings, asked) => {
        const measured = measureCodings(codings, asked);
        const distinct = (one: ScoredCoding) => JSON.stringify(one);
        fc.pre(new Set(codings.map((one) => `${one.startsOn}${one.eventId}`)).size === codings.length);
        expect(measureCodings([...codings].reverse(), asked)).toEqual(measured);
        expect(measureCodings([...codings, ...codings], asked)).toEqual(measured);
        expect(new Set(countOnce(codings).map(distinct)).size).toBe(countOnce(codings).length);
      }),
    );
  });

  it('smooths with alpha 0.3 and never leaves the range of the means', () => {
    fc.assert(
      fc.property(fc.array(someCoding), window, (codings, asked) => {
        const { points } = measureCodings(codings, asked);
        const means: number[] = [];
        let before: number | null = null;
        for (const { mean, smoothed } of points) {
          if (mean !== null) means.push(mean);
          if (mean === null) expect(smoothed).toBe(before);
          else if (before === null) expect(smoothed).toBe(mean);
          else expect(smoothed).toBeCloseTo(0.3 * mean + 0.7 * before, 5);
          if (smoothed !== null) {
            expect(smoothed).toBeGreaterThanOrEqual(Math.min(...means) - 1e-5);
            expect(smoothed).toBeLessThanOrEqual(Math.max(...means) + 1e-5);
          }
          before = smoothed;
        }
      }),
    );
  });

  const rising = Array.from({ length: 24 }, (_, index) =>
    coding({
      startsOn: `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-10`,
      score: index / 3 - 4,
    }),
  );
  const asked = { interval: 'MONTH' as const, from: '2025-01-01', to: '2025-12-31', a: 'CHN' };

  it('warms when the mean rises, and the same codings reversed in time cool', () => {
    expect(measureCodings(rising, asked).trend).toBe('WARMING');
    const reversed = rising.map((one, index) => ({ ...one, score: rising.at(-1 - index)!.score }));
    expect(measureCodings(reversed, asked).trend).toBe('COOLING');
    expect(
      measureCodings(
        rising.map((one) => ({ ...one, score: 2 })),
        asked,
      ).trend,
    ).toBe('STEADY');
  });

  it('turns its trend round when every score is turned round', () => {
    const turned = {
      WARMING: 'COOLING',
      COOLING: 'WARMING',
      STEADY: 'STEADY',
      INSUFFICIENT_DATA: 'INSUFFICIENT_DATA',
    };
    fc.assert(
      fc.property(fc.array(someCoding, { maxLength: 40 }), window, (codings, any) => {
        const { trend } = measureCodings(codings, any);
        const opposite = codings.map((one) => ({ ...one, score: -one.score }));
        expect(measureCodings(opposite, any).trend).toBe(turned[trend]);
      }),
    );
  });

  it('moves only by more than half a point', () => {
    const at = (score: number) => [
      ...[1, 2, 3].map((month) => coding({ startsOn: `2024-0${month}-01`, score: 1 })),
      ...[1, 2, 3].map((month) => coding({ startsOn: `2025-0${month}-01`, score })),
    ];
    expect(measureCodings(at(1.5), asked).trend).toBe('STEADY');
    expect(measureCodings(at(1.51), asked).trend).toBe('WARMING');
    expect(measureCodings(at(0.5), asked).trend).toBe('STEADY');
    expect(measureCodings(at(0.49), asked).trend).toBe('COOLING');
  });

  it('compares with the latest days before that have 20 codings when the window before has fewer than 3', () => {
    const old = Array.from({ length: 30 }, (_, index) =>
      coding({ startsOn: `19${60 + index}-01-01`, score: index < 10 ? -10 : 4 }),
    );
    const now = [1, 2, 3].map((month) => coding({ startsOn: `2025-0${month}-01`, score: 4 }));
    expect(measureCodings([...old, ...now], asked).trend).toBe('STEADY');
    expect(measureCodings([...old.slice(0, 20), ...now], asked).trend).toBe('WARMING');
  });

  it('says nothing with fewer than 3 codings on either side', () => {
    const now = [1, 2, 3].map((month) => coding({ startsOn: `2025-0${month}-01` }));
    const before = [1, 2, 3].map((month) => coding({ startsOn: `2024-0${month}-01` }));
    expect(measureCodings([...before, ...now], asked).trend).toBe('STEADY');
    expect(measureCodings([...before.slice(1), ...now], asked).trend).toBe('INSUFFICIENT_DATA');
    expect(measureCodings([...before, ...now.slice(1)], asked).trend).toBe('INSUFFICIENT_DATA');
  });
});

describe('near-duplicate reports', () => {
  it('of one day, direction and code count once; another direction, code or day is another act', () => {
    const codings = [
      coding({ eventId: 'ev:1' }),
      coding({ eventId: 'ev:2' }),
      coding({ eventId: 'ev:3', sourceState: 'PAK', targetState: 'CHN' }),
      coding({ eventId: 'ev:4', cameo: '052' }),
      coding({ eventId: 'ev:5', startsOn: '2025-01-02' }),
    ];
    expect(countOnce(codings).map(({ eventId }) => eventId)).toEqual(['ev:1', 'ev:3', 'ev:4', 'ev:5']);
  });

  it('of one machine-coded article count once, whatever days they were given', () => {
    const codings = [
      coding({ eventId: 'ev:1', article: 'source:1' }),
      coding({ eventId: 'ev:2', article: 'source:1', startsOn: '2025-02-01' }),
      coding({ eventId: 'ev:3', article: 'source:2', startsOn: '2025-02-01' }),
    ];
    expect(countOnce(codings).map(({ eventId }) => eventId)).toEqual(['ev:1', 'ev:3']);
  });

  it('are not two events of one vague month, which may lie weeks apart', () => {
    const march = { isDayKnown: false, startsOn: '2025-03-01', endsOn: '2025-03-31' };
    expect(
      countOnce([coding({ ...march, eventId: 'ev:1' }), coding({ ...march, eventId: 'ev:2' })]),
    ).toHaveLength(2);
  });

  it('are told apart from acts dated to a decade, which are in no period', () => {
    expect(countOnce([coding({ startsOn: '1970-01-01', endsOn: '1979-12-31', isDayKnown: false })])).toEqual(
      [],
    );
    expect(
      countOnce([coding({ startsOn: '2024-01-01', endsOn: '2024-12-31', isDayKnown: false })]),
    ).toHaveLength(1);
  });
});

describe('the calendar', () => {
  it('names months, quarters and years as EDTF', () => {
    expect(listPeriods('MONTH', '2024-12-31', '2025-01-01').map(({ name }) => name)).toEqual([
      '2024-12',
      '2025-01',
    ]);
    expect(periodOf('QUARTER', '2025-05-20')).toEqual({
      name: '2025-04/2025-06',
      from: '2025-04-01',
      to: '2025-06-30',
    });
    expect(periodOf('YEAR', '2024-02-29')).toEqual({ name: '2024', from: '2024-01-01', to: '2024-12-31' });
  });

  it('knows leap days', () => {
    expect(periodOf('MONTH', '2024-02-10').to).toBe('2024-02-29');
    expect(yearsBefore('2024-02-29', 5)).toBe('2019-02-28');
    expect(yearsBefore('2024-03-31', 5)).toBe('2019-03-31');
  });
});
