import { raw, sql, type Database } from '@corridor/database';
import type { Interval } from '../calendar.js';
import type { TemperatureSums } from '../temperature.js';

export type Scale = 'GOLDSTEIN' | 'PLOVER';

/** What span of a relation's days to sum, by which periods. */
export interface TemperatureSpan {
  readonly interval: Interval;
  readonly scale: Scale;
  /** The first day; null for the beginning of the period five years before the last. */
  readonly from: string | null;
  /** The last day; null for the latest with a coding between any two states, so that charts of several relations end together. */
  readonly to: string | null;
  /** The last day when `from` lies behind the latest and `to` is null. */
  readonly otherwiseTo: string | null;
}

export type TemperatureRow = TemperatureSums & {
  readonly relation: string;
  readonly from: string;
  readonly to: string;
};

const latestBefore = 20;

/** Each relation's sums of days in a span, by period, and those of what it is compared with. */
export function listTemperatureSums(
  database: Database,
  { interval, scale, from, to, otherwiseTo }: TemperatureSpan,
  relations: readonly string[],
): Promise<TemperatureRow[]> {
  const score = raw(scale === 'PLOVER' ? 'plover' : 'goldstein');
  const sums = sql`json_build_object('codings', coalesce(sum(codings), 0), 'total', coalesce(sum(total), 0))`;
  return database.rows(sql`
    with span as materialized (
      select "from", "to", "from" - ("to" - "from" + 1) as since from (
        select "to", coalesce(${from}::date, date_trunc(${interval}, "to" - interval '5 years')::date) as "from" from (
          select coalesce(${to}::date, case when ${from}::date > latest then ${otherwiseTo}::date else latest end) as "to"
          from (
            select coalesce(max(day), current_date) as latest from relation_day where day <= current_date) known) ended) begun)
    select parent.id as relation, span."from", span."to", periods.list as periods, before.sums as before,
      latest.sums as latest
    from unnest(${relations}::text[]) as parent(id) cross join span
    cross join lateral (
      select coalesce(json_agg(period), '[]') as list from (
        select date_trunc(${interval}, day)::date as start, sum(events) as events,
          json_build_object('codings', sum(forward), 'total', sum(forward_${score})) as forward,
          json_build_object('codings', sum(backward), 'total', sum(backward_${score})) as backward
        from relation_day where relation = parent.id and day between span."from" and span."to" group by 1) period) periods
    cross join lateral (
      select ${sums} as sums from (
        select forward + backward as codings, forward_${score} + backward_${score} as total
        from relation_day where relation = parent.id and day >= span.since and day < span."from") one) before
    cross join lateral (
      select ${sums} as sums from (
        select forward + backward as codings, forward_${score} + backward_${score} as total,
          sum(forward + backward) over (order by day desc) - (forward + backward) as later
        from relation_day where relation = parent.id and day < span."from" order by day desc limit ${latestBefore}) one
      where later < ${latestBefore}) latest`);
}

export interface VotingAgreementRow {
  readonly pair: string;
  readonly year: number;
  readonly sharedRollCalls: number;
  readonly sameVotes: number;
}

/**
 * Each pair's voting agreement by year: from the votes once they are imported, else as compiled. Lateral, so that each
 * pair reads the two holders' votes by index and not a million of everybody's.
 */
export const listVotingAgreement = (
  database: Database,
  { from, to }: { readonly from: number | null; readonly to: number | null },
  pairs: readonly string[],
): Promise<VotingAgreementRow[]> =>
  database.rows(sql`
    select * from (
      select parent.id as pair, counted.* from unnest(${pairs}::text[]) as parent(id)
      cross join lateral (
        select extract(year from roll_call.voted_on)::integer as year, count(*)::integer as shared_roll_calls,
          (count(*) filter (where one.vote = other.vote))::integer as same_votes
        from vote one join vote other using (rcid) join roll_call using (rcid)
        where one.holder = split_part(parent.id, '-', 1) and other.holder = split_part(parent.id, '-', 2)
        group by 1) counted
      union all
      select pair, year, shared_roll_calls, same_votes from voting_agreement
      where pair = any(${pairs}) and not exists (select from roll_call)) agreement
    where (${from}::integer is null or year >= ${from}) and (${to}::integer is null or year <= ${to})
    order by pair, year`);
