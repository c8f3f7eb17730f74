import { raw, sql, type Database } from '@corridor/database';

/** Whether an event's acts count: it is not withdrawn, nor so vague that a period for it would be made up. */
const isCounted = (event: string) =>
  raw(`${event}.standing <> 'RETRACTED' and ${event}.ends_on - ${event}.starts_on < 366`);

const isDayKnown = raw(String.raw`event."when" ~ '^\d{4}-\d{2}-\d{2}'`);

/**
 * The acts of the stale days, near-duplicate reports counted once: those of one day, direction and code are one act, and
 * so are the rows that a machine made of one article with the same direction and code, whatever days it gave them.
 * Hand-judged records that cite one article are told apart by their days, and events of a vague date by themselves.
 */
const acts = sql`
  select distinct on (coding.relation, coding.starts_on, coding.source_state, coding.cameo, report.of)
    coding.relation, coding.starts_on as day, coding.event_id, code.goldstein, code.plover_score,
    coding.source_state = split_part(coding.relation, '-', 1) as is_forward
  from stale join event_coding coding on coding.relation = stale.relation and coding.starts_on = stale.day
  join event on event.id = coding.event_id and ${isCounted('event')}
  join cameo_code code on code.code = coding.cameo
  cross join lateral (select case when ${isDayKnown} then '' else event.id end as of) report
  where not exists (
    select from event_coding earlier join event told on told.id = earlier.event_id and ${isCounted('told')}
    where earlier.article = coding.article and earlier.relation = coding.relation
      and earlier.source_state = coding.source_state and earlier.cameo = coding.cameo
      and (earlier.starts_on, earlier.event_id collate "C", earlier.position)
        < (coding.starts_on, coding.event_id collate "C", coding.position))
  order by coding.relation, coding.starts_on, coding.source_state, coding.cameo, report.of,
    coding.event_id collate "C", coding.position`;

/** Sums the days anew whose codings changed; the last step of whatever writes events. */
export const refreshRelationDays = (database: Database): Promise<unknown> =>
  database.rows(sql`
    with stale as (delete from stale_relation_day returning relation, day),
    summed as (
      select relation, day, count(distinct event_id) as events,
        count(*) filter (where is_forward) as forward, count(*) filter (where not is_forward) as backward,
        coalesce(sum(goldstein) filter (where is_forward), 0) as forward_goldstein,
        coalesce(sum(goldstein) filter (where not is_forward), 0) as backward_goldstein,
        coalesce(sum(plover_score) filter (where is_forward), 0) as forward_plover,
        coalesce(sum(plover_score) filter (where not is_forward), 0) as backward_plover
      from (${acts}) act group by relation, day),
    emptied as (
      delete from relation_day old using stale where old.relation = stale.relation and old.day = stale.day
        and not exists (select from summed where summed.relation = old.relation and summed.day = old.day))
    insert into relation_day (relation, day, events, forward, backward,
      forward_goldstein, backward_goldstein, forward_plover, backward_plover)
    select * from summed
    on conflict (relation, day) do update set events = excluded.events,
      forward = excluded.forward, backward = excluded.backward,
      forward_goldstein = excluded.forward_goldstein, backward_goldstein = excluded.backward_goldstein,
      forward_plover = excluded.forward_plover, backward_plover = excluded.backward_plover`);

/** Has all days summed anew, as when the codes' scores changed. */
export const markRelationDays = (database: Database): Promise<unknown> =>
  database.rows(sql`
    insert into stale_relation_day
    select distinct relation, starts_on from event_coding where relation is not null and starts_on is not null
    on conflict do nothing`);
