import { sql, type Database } from '@corridor/database';

/** A coding between two states as a temperature needs it. */
export interface RelationCodingRow {
  readonly relation: string;
  readonly eventId: string;
  readonly when: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly sourceState: string;
  readonly targetState: string;
  readonly cameo: string;
  readonly goldstein: number;
  readonly ploverScore: number;
  /** The article that a machine coded, by its source's id; null for a hand-judged record. */
  readonly article: string | null;
}

const mostEarlier = 400;

/**
 * The codings of each relation from `since` to `to`, and the latest ones before `since`, for a comparison; withdrawn
 * events are left out. Ordered by code points, which costs least.
 */
export const listRelationCodings = (
  database: Database,
  { since, to }: { readonly since: string; readonly to: string },
  relations: readonly string[],
): Promise<RelationCodingRow[]> =>
  database.rows(sql`
    select coding.relation, coding.event_id, event."when", coding.starts_on, event.ends_on, coding.source_state,
      coding.target_state, coding.cameo, code.goldstein, code.plover_score, article.id as article
    from unnest(${relations}::text[]) as parent(id)
    cross join lateral (
      (select * from event_coding where relation = parent.id and starts_on between ${since} and ${to})
      union all
      (select * from event_coding where relation = parent.id and starts_on < ${since}
        order by starts_on desc limit ${mostEarlier})) coding
    join event on event.id = coding.event_id and event.standing <> 'RETRACTED'
    join cameo_code code on code.code = coding.cameo
    left join lateral (
      select source.id from jsonb_array_elements(event.citations) with ordinality as cited(citation, place)
      join source on source.id = cited.citation ->> 'sourceId' and source.kind <> 'DATASET'
      where coding.coded_by <> 'Corridor' order by cited.place limit 1) article on true
    order by coding.relation collate "C", coding.starts_on, coding.event_id collate "C", coding.position`);

/** The day of the latest coding between any two states, not after today; undefined when there is none. */
export async function findLatestCodingDay(database: Database): Promise<string | undefined> {
  const [row] = await database.rows<{ latest: string | null }>(sql`
    select max(starts_on) as latest from event_coding where relation is not null and starts_on <= current_date`);
  return row?.latest ?? undefined;
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
