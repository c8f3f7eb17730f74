import { factTables } from '@corridor/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const standings = `('OFFICIAL', 'REPORTED', 'CLAIMED', 'CONTESTED', 'ANALYSIS', 'RETRACTED')`;
const ploverTypes = `('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE',
  'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT')`;

const codes = `
  create table cameo_code (
    code text primary key check (code ~ '^[0-9]{2,4}$'), label text not null,
    plover text not null check (plover in ${ploverTypes}), mode text,
    quad_class text not null check (quad_class in
      ('VERBAL_COOPERATION', 'MATERIAL_COOPERATION', 'VERBAL_CONFLICT', 'MATERIAL_CONFLICT')),
    goldstein double precision not null, plover_score double precision not null, data_set text not null);
  create table non_state_actor (
    id text primary key, name text not null, aliases text[] not null, based_in text[] not null, data_set text not null);
  create table issue (id text primary key, name text not null, names jsonb not null, data_set text not null);`;

/** The tables of events as they were at first. */
export const events = `
  create table event (
    id text primary key,
    kind text not null check (kind in ('STATEMENT', 'MEETING', 'VISIT', 'AGREEMENT', 'AID_DECISION', 'ATTACK', 'ARREST',
      'NOMINATION', 'INAUGURATION', 'CONFLICT', 'CEASEFIRE', 'POLICY', 'OTHER')),
    title text not null, titles jsonb not null, summary text,
    standing text not null check (standing in ${standings}),
    "when" text not null, starts_on date, ends_on date, sort_on date not null,
    location_name text, location_country text, location_precision text,
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    casualties jsonb not null, killed integer,
    related_projects text[] not null, related_events jsonb not null,
    goldstein_order numeric(6, 3) not null, search_text text not null,
    version integer not null, digest text not null, citations jsonb not null,
    recorded_at timestamptz(3) not null default now(), data_set text not null);
  create index event_by_when on event (sort_on, id);
  create index event_by_recorded on event (recorded_at, id);
  create index event_by_goldstein on event (goldstein_order, id);
  create index event_by_kind on event (kind, sort_on, id);
  create index event_by_standing on event (standing, sort_on, id);
  create index event_by_end on event (ends_on);
  create index event_by_place on event (longitude, latitude);
  create index event_by_data_set on event (data_set);
  create index event_by_project on event using gin (related_projects);
  create index event_by_casualties on event using gin (casualties jsonb_path_ops);
  create index event_by_text on event using gin (search_text gin_trgm_ops);`;

export const eventParts = `
  create table event_participant (
    event_id text not null constraint event_participant_event references event on delete cascade,
    position integer not null, actor text,
    role text not null check (role in
      ('ACTOR', 'RECIPIENT', 'HOST', 'CHAIR', 'SIGNATORY', 'VICTIM', 'SUSPECT', 'BENEFICIARY', 'MEDIATOR')),
    capacity text, country text, primary key (event_id, position));
  create index event_participant_by_actor on event_participant (actor, event_id);
  create table event_coding (
    event_id text not null constraint event_coding_event references event on delete cascade,
    position integer not null, source text, target text, source_state text, target_state text, relation text,
    cameo text not null, contexts text[] not null, coded_by text not null, starts_on date,
    primary key (event_id, position));
  create index event_coding_by_source on event_coding (source, event_id);
  create index event_coding_by_target on event_coding (target, event_id);
  create index event_coding_by_relation on event_coding (relation, starts_on, event_id);
  create index event_coding_by_start on event_coding (starts_on) where relation is not null;
  create index event_coding_by_cameo on event_coding (cameo text_pattern_ops, event_id);
  create table event_country (
    iso3 text not null, event_id text not null constraint event_country_event references event on delete cascade,
    sort_on date not null, primary key (iso3, event_id));
  create index event_country_by_event on event_country (event_id);
  create index event_country_by_when on event_country (iso3, sort_on, event_id);
  create table event_revision (
    event_id text not null constraint event_revision_event references event on delete cascade,
    version integer not null, at timestamptz not null, by text not null, changed text[] not null, reason text,
    primary key (event_id, version));`;

const statements = `
  create table statement (
    id text primary key, event_id text not null, title text not null, titles jsonb not null, issuers text[] not null,
    issued_on date not null, text text, texts jsonb not null, quotes jsonb not null, citations jsonb not null,
    data_set text not null);
  create index statement_by_issued on statement (issued_on, id);
  create index statement_by_event on statement (event_id);
  create index statement_by_issuers on statement using gin (issuers);
  create table commitment (
    id text primary key, statement_id text not null, position integer not null, text text not null,
    parties text[] not null, sectors text[] not null, project text, detail_given boolean not null,
    fulfilled_by text[] not null, data_set text not null);
  create index commitment_by_statement on commitment (statement_id, position);
  create index commitment_by_project on commitment (project);`;

const claims = `
  create table claim (
    id text primary key, text text not null, claimant text, about text[] not null, events text[] not null,
    relations text[] not null, quote text, counters text, search_text text not null, ${factTables.columns});
  create index claim_by_claimant on claim (claimant);
  create index claim_by_countered on claim (counters);
  create index claim_by_about on claim using gin (about);
  create index claim_by_event on claim using gin (events);
  create index claim_by_relation on claim using gin (relations);
  create index claim_by_text on claim using gin (search_text gin_trgm_ops);
  create table position (
    id text primary key, issue text not null, holder text not null, "of" text,
    stance text not null check (stance in ('SUPPORTS', 'OPPOSES', 'NEUTRAL')), ${factTables.columns});
  create index position_by_holder on position (holder);
  create table relation_driver (
    id text primary key, relation text not null,
    kind text not null check (kind in ('BINDS', 'STRAINS', 'COUNTERWEIGHT', 'BROKERED')), summary text not null,
    events text[] not null, projects text[] not null, affects text[] not null, ${factTables.columns});
  create index relation_driver_by_relation on relation_driver (relation);`;

const votes = `
  create table roll_call (rcid integer primary key, voted_on date not null);
  create table vote (
    holder text not null, rcid integer not null, vote text not null check (vote in ('yes', 'no', 'abstain')),
    primary key (holder, rcid));
  create table voting_agreement (
    pair text not null, year integer not null, shared_roll_calls integer not null, same_votes integer not null,
    data_set text not null, primary key (pair, year));`;

/** All tables of the service. pg_trgm is a trusted extension: the owner of a database may create it. */
export class CreateEvents1796000000000 implements MigrationInterface {
  name = 'CreateEvents1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    for (const part of [factTables.up, codes, events, eventParts, statements, claims, votes])
      await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table voting_agreement, vote, roll_call, relation_driver, position, claim, commitment, statement,
        event_revision, event_country, event_coding, event_participant, event, issue, non_state_actor, cameo_code`);
    await runner.query(factTables.down);
    await runner.query('drop extension if exists pg_trgm');
  }
}
