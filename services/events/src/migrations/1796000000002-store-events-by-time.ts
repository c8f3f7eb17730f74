import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventParts, events } from './1796000000000-create-events.js';
import { codingArticle, markStaleDays, markTriggers } from './1796000000001-sum-relation-days.js';

/** What makes a report plain: there is nothing to it that a sum by month or a page by day would miss. */
const isPlain = `standing = 'REPORTED' and starts_on is not distinct from sort_on and ends_on is not distinct from sort_on
  and killed is null and casualties = '[]' and related_projects = '{}' and related_events = '[]' and titles = '{}'`;

const tables = `
  create table event_key (
    id text not null, plain boolean not null, sort_on date not null, digest text not null, data_set text not null,
    primary key (id, plain)) partition by list (plain);
  create table event (
    id text not null, plain boolean not null,
    kind text not null check (kind in ('STATEMENT', 'MEETING', 'VISIT', 'AGREEMENT', 'AID_DECISION', 'ATTACK', 'ARREST',
      'NOMINATION', 'INAUGURATION', 'CONFLICT', 'CEASEFIRE', 'POLICY', 'OTHER')),
    title text not null, titles jsonb not null, summary text,
    standing text not null
      check (standing in ('OFFICIAL', 'REPORTED', 'CLAIMED', 'CONTESTED', 'ANALYSIS', 'RETRACTED')),
    "when" text not null, starts_on date, ends_on date, sort_on date not null,
    location_name text, location_country text, location_precision text,
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    casualties jsonb not null, killed integer, related_projects text[] not null, related_events jsonb not null,
    participants jsonb not null, actors text[] not null, countries text[] not null,
    goldstein_order integer not null, text_id integer not null,
    version integer not null, citations jsonb not null, recorded_at timestamptz(3) not null default now(),
    source text, target text, source_state text, target_state text, relation text, cameo text, coded_by text, article text,
    primary key (sort_on, id, plain), constraint event_plain_check check (not plain or ${isPlain}),
    constraint event_cameo_check check (plain = (cameo is not null) and plain = (coded_by is not null))
  ) partition by list (plain);
  create table event_coding (
    event_id text not null, position integer not null, sort_on date not null,
    source text, target text, source_state text, target_state text, relation text,
    cameo text not null, contexts text[] not null, coded_by text not null, article text, report text,
    primary key (event_id, position));
  create table event_scope (
    scope text not null, sort_on date not null, event_id text not null, plain boolean not null,
    kind text not null, cameo text,
    primary key (scope, sort_on, event_id, plain)) partition by list (plain);
  create table event_text (id integer generated always as identity primary key, text text not null);
  create unique index event_text_by_digest on event_text (md5(text));
  create index event_text_by_text on event_text using gin (text gin_trgm_ops);
  create table event_month (
    scope text not null, month date not null, kind text not null, cameo text not null, events integer not null,
    primary key (scope, month, kind, cameo));`;

const partitions = ['event', 'event_scope']
  .map(
    (table) => `
  create table ${table}_rich partition of ${table} for values in (false);
  create table ${table}_plain partition of ${table} for values in (true) partition by range (sort_on);`,
  )
  .concat(
    `
  create table event_key_rich partition of event_key for values in (false);
  create table event_key_plain partition of event_key for values in (true);`,
  )
  .join('');

/** The codings of all events: those of rich ones have a table, a plain one has its only one in its row. */
const codings = `
  create view coding as
    select event_id, false as plain, sort_on, position, source, target, source_state, target_state, relation, cameo,
      contexts, coded_by, article, report
    from event_coding
    union all
    select id, plain, sort_on, 0, source, target, source_state, target_state, relation, cameo, '{}'::text[], coded_by, article, ''
    from event_plain;`;

/** Every event becomes a rich one; those that a machine coded lose their digest, so that the next import writes them anew. */
const moveForth = `
  insert into event_key
    select id, false, sort_on,
      case when exists (select from before.event_coding where event_id = id and article is not null) then '' else digest end,
      data_set
    from before.event;
  insert into event_text (text) select distinct search_text from before.event;
  insert into event (id, plain, kind, title, titles, summary, standing, "when", starts_on, ends_on, sort_on, location_name,
      location_country, location_precision, latitude, longitude, casualties, killed, related_projects, related_events,
      participants, actors, countries, goldstein_order, text_id, version, citations, recorded_at)
    select event.id, false, kind, title, titles, summary, standing, "when", starts_on, ends_on, sort_on, location_name,
      location_country, location_precision, latitude, longitude, casualties, killed, related_projects, related_events,
      coalesce((select jsonb_agg(jsonb_strip_nulls(
          jsonb_build_object('actor', actor, 'role', role, 'capacity', capacity, 'country', country)) order by position) from before.event_participant where event_id = event.id), '[]'),
      array(select actor from before.event_participant where event_id = event.id and actor is not null
        union select source from before.event_coding where event_id = event.id and source is not null
        union select target from before.event_coding where event_id = event.id and target is not null order by 1),
      array(select iso3 from before.event_country where event_id = event.id order by 1),
      round(goldstein_order * 1000)::integer, event_text.id, version, citations, recorded_at
    from before.event join event_text on event_text.text = search_text;
  insert into event_coding (event_id, position, sort_on, source, target, source_state, target_state, relation,
      cameo, contexts, coded_by, article, report)
    select event_id, position, sort_on, source, target, source_state, target_state, relation,
      cameo, contexts, coded_by, article,
      case when standing <> 'RETRACTED' and ends_on - event.starts_on < 366
        then case when "when" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' then '' else id end end
    from before.event_coding join before.event on event.id = event_id;
  insert into event_scope (scope, sort_on, event_id, plain, kind)
    select own.scope, sort_on, id, false, kind from event, lateral (
      select unnest(countries) as scope
      union all select one || '-' || other from unnest(countries) one, unnest(countries) other
      where one collate "C" < other collate "C") own;`;

const indexes = `
  create index event_by_recorded on event (recorded_at, sort_on);
  create index event_by_goldstein on event (goldstein_order, sort_on);
  create index event_by_kind on event (kind, sort_on);
  create index event_by_place on event ((floor(longitude)::integer), (floor(latitude)::integer));
  create index event_by_actors on event using gin (actors);
  create index event_by_text on event (text_id, sort_on);
  create index event_key_by_data_set on event_key_rich (data_set);
  create index event_by_standing on event_rich (standing, sort_on, id);
  create index event_by_end on event_rich (ends_on);
  create index event_by_project on event_rich using gin (related_projects);
  create index event_by_casualties on event_rich using gin (casualties jsonb_path_ops);
  create index event_by_cameo on event_plain (cameo text_pattern_ops, sort_on);
  create index event_by_relation on event_plain (relation, sort_on) where relation is not null;
  create index event_by_article on event_plain (article, relation) where relation is not null;
  create index event_coding_by_relation on event_coding (relation, sort_on) where relation is not null;
  create index event_coding_by_article on event_coding (article, relation)
    where article is not null and relation is not null;
  create index event_coding_by_cameo on event_coding (cameo text_pattern_ops, event_id);`;

const moveBack = `
  insert into event
    select event.id, kind, title, titles, summary, standing, "when", starts_on, ends_on, sort_on, location_name, location_country,
      location_precision, latitude, longitude, casualties, killed, related_projects, related_events, goldstein_order / 1000.0,
      event_text.text, version, key.digest, citations, recorded_at, key.data_set
    from before.event join before.event_key key using (id, plain, sort_on) join before.event_text on event_text.id = text_id;
  insert into event_participant
    select id, place - 1, part.actor, part.role, part.capacity, part.country
    from before.event, rows from (jsonb_to_recordset(participants) as (actor text, role text, capacity text, country text))
      with ordinality as part(actor, role, capacity, country, place);
  insert into event_coding (event_id, position, source, target, source_state, target_state, relation, cameo, contexts,
      coded_by, starts_on, article)
    select coding.event_id, coding.position, coding.source, coding.target, coding.source_state, coding.target_state,
      coding.relation, coding.cameo, coding.contexts, coding.coded_by, event.starts_on, coding.article
    from before.event_coding coding join before.event on event.id = coding.event_id
    union all
    select id, 0, source, target, source_state, target_state, relation, cameo, '{}', coded_by, starts_on, article
    from before.event where plain;
  insert into event_country select unnest(countries), id, sort_on from before.event;
  insert into event_revision select revision.* from before.event_revision revision join event on event.id = event_id;`;

/** What the tables were until now, with their partitions, out of the way of tables and indexes of the same names. */
const setAside = (...names: readonly string[]) => `
  create schema before;
  do $$ declare part regclass; begin
    for part in select relid from unnest(array[${names.map((name) => `'${name}'`).join(', ')}]::regclass[]) as aside(name),
      lateral (select aside.name as relid union select relid from pg_partition_tree(aside.name)) tree
    loop execute format('alter table %s set schema before', part); end loop;
  end $$`;

const forget = 'drop schema before cascade';

/**
 * Events in partitions: those with much to them in one, plain reports in one a year; with an index of where each is, the
 * lists of each country and relation, and counts of the plain ones by month.
 */
export class StoreEventsByTime1796000000002 implements MigrationInterface {
  name = 'StoreEventsByTime1796000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table event_revision drop constraint event_revision_event');
    await runner.query(setAside('event', 'event_participant', 'event_coding', 'event_country'));
    for (const part of [
      tables,
      partitions,
      codings,
      moveForth,
      indexes,
      forget,
      markStaleDays('coding', 'sort_on'),
    ])
      await runner.query(part);
    for (const part of markTriggers('event_coding')) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view coding');
    await runner.query('drop table event_scope, event_month');
    await runner.query(setAside('event', 'event_coding', 'event_key', 'event_text', 'event_revision'));
    for (const part of [
      events,
      eventParts,
      codingArticle,
      moveBack,
      forget,
      markStaleDays('event_coding', 'starts_on'),
      ...markTriggers('event_coding'),
    ])
      await runner.query(part);
  }
}
