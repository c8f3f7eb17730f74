import { factTables } from '@corridor/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The columns of every fact with a time, see `entities/dated-fact.ts`. */
const datedFact = `${factTables.columns}, valid_from_on date, valid_to_on date`;

const countryTables = `
  create table country (
    iso3 text primary key, iso2 text not null, iso_numeric text not null, wikidata_id text,
    is_sovereign boolean, status_note text, name text not null, official_name text not null, aliases text[] not null,
    region text, subregion text, capital text, currencies text[] not null, languages text[] not null,
    area_km2 double precision, centroid jsonb, search_text text not null, data_set text not null);
  create index country_region on country (region);
  create index country_subregion on country (subregion);

  create table border (
    id text primary key, a text not null, b text not null, length_km double precision,
    disputed boolean not null, note text, ${datedFact});
  create index border_a on border (a);
  create index border_b on border (b);`;

const peopleTables = `
  create table person (
    id text primary key, name text not null, aliases text[] not null, names jsonb not null, nationality text,
    wikidata_id text, name_keys text[] not null, search_text text not null, data_set text not null);
  create index person_nationality on person (nationality);
  create index person_name_keys on person using gin (name_keys);

  create table office_term (
    id text primary key, person_id text not null, country_iso3 text not null,
    role text not null check (role in ('HEAD_OF_STATE', 'HEAD_OF_GOVERNMENT', 'DEPUTY_HEAD_OF_GOVERNMENT',
      'FOREIGN_MINISTER', 'DEFENCE_CHIEF', 'AMBASSADOR', 'OTHER')),
    title text not null, ordinal integer, ${datedFact});
  create index office_term_person on office_term (person_id);
  create index office_term_country on office_term (country_iso3, role);
  create index office_term_role on office_term (role, valid_from_on);

  create table "grouping" (id text primary key, name text not null, acronym text, data_set text not null);

  create table membership (
    id text primary key, grouping_id text not null, country_iso3 text not null, role text, ${datedFact});
  create index membership_grouping on membership (grouping_id);
  create index membership_country on membership (country_iso3);`;

const relationTables = `
  create table partnership_tier (
    id text primary key, label text not null, issuer_iso3 text not null, rank integer not null, data_set text not null);

  create table partnership (
    id text primary key, relation_id text not null, tier_id text not null, label text not null, ${datedFact});
  create index partnership_relation on partnership (relation_id);
  create index partnership_tier_id on partnership (tier_id);

  create table bilateral_relation (
    id text primary key, a text not null, b text not null, diplomatic_relations_since text, citations jsonb not null,
    data_set text not null);
  create index bilateral_relation_a on bilateral_relation (a, id);
  create index bilateral_relation_b on bilateral_relation (b, id);

  create table doctrine (
    id text primary key, name text not null, holder_iso3 text not null, summary text not null,
    scope_rule text not null check (scope_rule in ('SOVEREIGN_NEIGHBOURS', 'LISTED')),
    listed_scope text[] not null, ${datedFact});
  create index doctrine_holder on doctrine (holder_iso3);`;

const statisticsTables = `
  create table indicator (
    code text primary key, name text not null, unit text not null, source_id text not null,
    last_updated date not null, data_set text not null);

  create table observation (
    code text not null, iso3 text not null, year smallint not null, value numeric not null, estimated boolean,
    recorded_at timestamptz not null default now(), data_set text not null, primary key (code, iso3, year));`;

/** All tables. References between them are checked when the fact files are read, with file and line. */
export class CreateTables1767571200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(factTables.up + countryTables + peopleTables + relationTables + statisticsTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table observation, indicator, doctrine, bilateral_relation, partnership, partnership_tier, membership,
        "grouping", office_term, person, border, country;
      ${factTables.down}`);
  }
}
