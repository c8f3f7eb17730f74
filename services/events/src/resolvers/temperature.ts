import { badInput, checkOrder, readDays, today, type Given } from '@corridor/schema';
import { countPeriods, periodOf, yearsBefore, type Interval } from '../calendar.js';
import type { EventsContext } from '../context.js';
import type { Scale, TemperatureSpan } from '../rows.js';
import { measureTemperature } from '../temperature.js';

export interface TemperatureArguments {
  readonly interval?: Given<Interval>;
  readonly from?: Given<string>;
  readonly to?: Given<string>;
  readonly scale?: Given<Scale>;
}

const defaultYears = 5;
const mostPeriods = 1_200;

function readEnd(to: Given<string>): string | null {
  if (to == null) return null;
  const end = readDays('to', to).to;
  if (!end) throw badInput('to', 'expected a date with an end');
  return end;
}

function checkPeriods(interval: Interval, from: string, to: string): void {
  checkOrder('from', from, to);
  const periods = countPeriods(interval, from, to);
  if (periods > mostPeriods) throw badInput('from', `${periods} periods; at most ${mostPeriods}`);
}

/** What a client leaves open stays open: it hangs on the latest coding, which the statement itself looks up. */
function readSpan(args: TemperatureArguments): TemperatureSpan {
  const interval = args.interval ?? 'MONTH';
  const scale = args.scale ?? 'GOLDSTEIN';
  const to = readEnd(args.to);
  if (args.from == null) {
    const from = to && periodOf(interval, yearsBefore(to, defaultYears)).from;
    return { interval, scale, from, to, otherwiseTo: null };
  }
  const { from, to: otherwiseTo = from } = readDays('from', args.from);
  if (!from || !otherwiseTo) throw badInput('from', 'expected a date with a beginning');
  const latest = from > today() ? otherwiseTo : today();
  checkPeriods(interval, from, to ?? latest);
  return { interval, scale, from, to, otherwiseTo };
}

/** A relation's temperature; those of many relations asked alike are read together. */
export async function loadTemperature(
  relation: string,
  args: TemperatureArguments,
  { loaders }: EventsContext,
) {
  const span = readSpan(args);
  const sums = await loaders.temperatureSums(span).load(relation);
  return sums && { scale: span.scale, ...measureTemperature(sums, { ...span, ...sums }) };
}
