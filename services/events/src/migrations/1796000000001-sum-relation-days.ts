import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The column of the article that was coded, and its index in place of the days'. */
export const codingArticle = `
  alter table event_coding add column article text;
  drop index event_coding_by_start;
  create index event_coding_by_article on event_coding (article, relation) where article is not null;`;

const fillArticle = `
  update event_coding coding set article = cited.id
  from event, lateral (
    select source.id from jsonb_array_elements(event.citations) with ordinality as citation(value, place)
    join source on source.id = citation.value ->> 'sourceId' and source.kind <> 'DATASET'
    order by citation.place limit 1) cited
  where event.id = coding.event_id and coding.coded_by <> 'Corridor';`;

const tables = `
  create table relation_day (
    relation text not null, day date not null, events integer not null, forward integer not null, backward integer not null,
    forward_goldstein double precision not null, backward_goldstein double precision not null,
    forward_plover double precision not null, backward_plover double precision not null, primary key (relation, day));
  create index relation_day_by_day on relation_day (day);
  create table stale_relation_day (relation text not null, day date not null, primary key (relation, day));
  insert into stale_relation_day
    select distinct relation, starts_on from event_coding where relation is not null and starts_on is not null;`;

/**
 * Marks the days of the changed codings, and those on which the same articles are counted or were left out.
 * @param codings the table or view of all codings
 * @param day its column
 */
export const markStaleDays = (codings: string, day: string) => `
  create or replace function mark_stale_relation_days() returns trigger language plpgsql as $$ begin
    insert into stale_relation_day
      select relation, ${day} from changed where relation is not null and ${day} > '-infinity'
      union
      select coding.relation, coding.${day} from changed join ${codings} coding using (article, relation)
      where coding.${day} > '-infinity'
    on conflict do nothing;
    return null;
  end $$;`;

const changes = [
  ['insert', 'new'],
  ['update', 'old'],
  ['update', 'new'],
  ['delete', 'old'],
] as const;

export const markTriggers = (table: string) =>
  changes.map(
    ([change, rows]) => `
  create trigger ${table}_${change}_${rows} after ${change} on ${table}
    referencing ${rows} table as changed for each statement execute function mark_stale_relation_days();`,
  );

/** Sums of what states do to each other by day, and the marks by which they follow the codings. */
export class SumRelationDays1796000000001 implements MigrationInterface {
  name = 'SumRelationDays1796000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [
      codingArticle,
      fillArticle,
      tables,
      markStaleDays('event_coding', 'starts_on'),
      ...markTriggers('event_coding'),
    ])
      await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function mark_stale_relation_days cascade;
      drop table stale_relation_day, relation_day;
      alter table event_coding drop column article;
      create index event_coding_by_start on event_coding (starts_on) where relation is not null`);
  }
}
