import { sql, type Database, type Sql } from '@corridor/database';
import type { EventRows } from '../event-record.js';

/**
 * The acts of the stale days, near-duplicate reports counted once: those of one day, direction and code are one act, and
 * so are the rows that a machine made of one article with the same direction and code, whatever days it gave them.
 * Hand-judged records that cite one article are told apart by their days, and events of a vague date by themselves.
 * What came earlier is looked up one by one: as a join it would read every coding there is.
 */
const acts = sql`
  select distinct on (coding.relation, coding.sort_on, coding.source_state, coding.cameo, coding.report)
    coding.relation, coding.sort_on as day, coding.event_id, code.goldstein, code.plover_score,
    coding.source_state = split_part(coding.relation, '-', 1) as is_forward
  from stale join coding on coding.relation = stale.relation and coding.sort_on = stale.day and coding.report is not null
  join cameo_code code on code.code = coding.cameo
  where (
    select true from coding earlier
    where earlier.article = coding.article and earlier.relation = coding.relation and earlier.report is not null
      and earlier.source_state = coding.source_state and earlier.cameo = coding.cameo
      and (earlier.sort_on, earlier.event_id collate "C", earlier.position)
        < (coding.sort_on, coding.event_id collate "C", coding.position)
    limit 1) is null
  order by coding.relation, coding.sort_on, coding.source_state, coding.cameo, coding.report,
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
    select distinct relation, sort_on from coding where relation is not null and sort_on > '-infinity'
    on conflict do nothing`);

/**
 * Marks the days of plain events that were written, and those on which the same articles are counted: of articles that are
 * new there are none, and looking for each in every year would take longer than writing.
 */
export async function markPlainDays(
  database: Database,
  rows: readonly EventRows[],
  newSources: ReadonlySet<string>,
): Promise<void> {
  const written = rows.map(({ event }) => event).filter(({ relation }) => relation !== null);
  const [ofNew, ofKnown] = [
    written.filter(({ article }) => article === null || newSources.has(article)),
    written.filter(({ article }) => article !== null && !newSources.has(article)),
  ];
  if (ofNew.length > 0)
    await database.rows(sql`
      insert into stale_relation_day
      select distinct * from unnest(${ofNew.map(({ relation }) => relation)}::text[],
        ${ofNew.map(({ sortOn }) => sortOn)}::date[]) on conflict do nothing`);
  if (ofKnown.length === 0) return;
  const column = (key: 'relation' | 'sortOn' | 'article') => ofKnown.map((event) => event[key]);
  await markDays(
    database,
    sql`select * from unnest(${column('relation')}::text[], ${column('sortOn')}::date[], ${column('article')}::text[])`,
  );
}

/** Marks the same of plain events that are about to go. */
export const markOwnDays = (database: Database, ids: readonly string[]): Promise<unknown> =>
  markDays(
    database,
    sql`
      select event.relation, event.sort_on, event.article
      from event_key key join event using (plain, sort_on, id) where key.plain and key.id = any(${ids})`,
  );

const markDays = (database: Database, changed: Sql): Promise<unknown> =>
  database.rows(sql`
    with changed (relation, sort_on, article) as (${changed})
    insert into stale_relation_day
    select relation, sort_on from changed where relation is not null
    union
    select coding.relation, coding.sort_on from changed join coding using (article, relation)
    where coding.sort_on > '-infinity'
    on conflict do nothing`);
