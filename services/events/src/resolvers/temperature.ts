import { badInput, checkOrder, readDays, today, type Given } from '@corridor/schema';
import { addDays, countPeriods, dayNumber, periodOf, yearsBefore, type Interval } from '../calendar.js';
import type { EventsContext } from '../context.js';
import type { RelationCodingRow } from '../rows.js';
import { measureTemperature, type ScoredCoding } from '../temperature.js';

export interface TemperatureArguments {
  readonly interval?: Given<Interval>;
  readonly from?: Given<string>;
  readonly to?: Given<string>;
  readonly scale?: Given<'GOLDSTEIN' | 'PLOVER'>;
}

const defaultYears = 5;
const mostPeriods = 1_200;

async function readEnd({ from, to }: TemperatureArguments, context: EventsContext): Promise<string> {
  if (to != null) {
    const end = readDays('to', to).to;
    if (!end) throw badInput('to', 'expected a date with an end');
    return end;
  }
  const latest = (await context.findLatestCodingDay()) ?? today();
  const start = readDays('from', from);
  return start.from !== undefined && start.from > latest ? (start.to ?? start.from) : latest;
}

/**
 * The first and last day of a temperature. Without `to`, up to the latest coding between any two states, so that the
 * charts of several relations end together; without `from`, from the beginning of the period five years before.
 */
async function readDaysOf(args: TemperatureArguments, interval: Interval, context: EventsContext) {
  const to = await readEnd(args, context);
  const from =
    args.from == null
      ? periodOf(interval, yearsBefore(to, defaultYears)).from
      : readDays('from', args.from).from;
  if (!from) throw badInput('from', 'expected a date with a beginning');
  checkOrder('from', from, to);
  const periods = countPeriods(interval, from, to);
  if (periods > mostPeriods) throw badInput('from', `${periods} periods; at most ${mostPeriods}`);
  return { from, to };
}

const knownDay = /^\d{4}-\d{2}-\d{2}/;

/** Named one by one: there are thousands, and copying what is left of a row costs ten times as much. */
const toScored = (row: RelationCodingRow, scale: 'GOLDSTEIN' | 'PLOVER'): ScoredCoding => ({
  eventId: row.eventId,
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  isDayKnown: knownDay.test(row.when),
  sourceState: row.sourceState,
  targetState: row.targetState,
  cameo: row.cameo,
  score: scale === 'PLOVER' ? row.ploverScore : row.goldstein,
  article: row.article,
});

/** A relation's temperature; the codings of many relations asked alike are read together. */
export async function loadTemperature(relation: string, args: TemperatureArguments, context: EventsContext) {
  const interval = args.interval ?? 'MONTH';
  const scale = args.scale ?? 'GOLDSTEIN';
  const { from, to } = await readDaysOf(args, interval, context);
  const since = addDays(from, dayNumber(from) - dayNumber(to) - 1);
  const rows = (await context.loaders.relationCodings({ since, to }).load(relation)) ?? [];
  const codings = rows.map((row) => toScored(row, scale));
  const [a = ''] = relation.split('-');
  return { scale, ...measureTemperature(codings, { interval, from, to, a }) };
}
