import { factTables } from '@corridor/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  actionWords,
  flowTypeWords,
  roleWords,
  scopeWords,
  statusWords,
  transactionWords,
} from '../entities/words.js';

const { columns: fact } = factTables;

const projectTables = `
  create extension if not exists pg_trgm;

  create table organisation (
    id text primary key, name text not null, names jsonb not null, type text not null, country text,
    data_set text not null);
  create index organisation_country on organisation (country);

  create table sector (
    id text primary key, code text not null, name text not null, category text not null, vocabulary text not null,
    within text[] not null, data_set text not null);

  create table project (
    id text primary key, iati_identifier text, acronym text, title text not null, titles jsonb not null,
    description text, scope text not null check (scope in ${scopeWords}),
    status text not null check (status in ${statusWords}), flagship boolean not null, part_of_id text,
    recommended_for_aggregates boolean not null, objectives jsonb not null, planned_start text, actual_start text,
    planned_end text, actual_end text, flow_type text check (flow_type in ${flowTypeWords}), starts_on date,
    ends_on date, citations jsonb not null, search_text text not null, title_key text not null,
    data_set text not null, updated_at timestamptz not null default now());
  create index project_iati_identifier on project (iati_identifier);
  create index project_acronym on project (upper(acronym));
  create index project_part_of on project (part_of_id);
  create index project_scope on project (scope);
  create index project_status on project (status);
  create index project_search_text on project using gin (search_text gin_trgm_ops);`;

const partTables = `
  create table project_recipient (
    project_id text not null, country text not null, percentage numeric, data_set text not null,
    primary key (project_id, country));

  create table participation (
    project_id text not null, organisation_id text not null, role text not null check (role in ${roleWords}),
    position integer not null, country text, data_set text not null,
    primary key (project_id, organisation_id, role));
  create index participation_organisation on participation (organisation_id, project_id);

  create table project_sector (
    project_id text not null, sector_id text not null, percentage numeric, data_set text not null,
    primary key (project_id, sector_id));

  create table project_phase (
    id text primary key, project_id text not null, label text not null,
    status text not null check (status in ${statusWords}), sector_ids text[] not null, note text, ${fact});
  create index project_phase_project on project_phase (project_id, id);

  create table project_location (
    project_id text not null, position integer not null, name text not null, country text,
    latitude double precision, longitude double precision, exact boolean not null, location_class text,
    data_set text not null, primary key (project_id, position));
  create index project_location_point on project_location (latitude, longitude);

  create table project_source (
    project_id text not null, source_id text not null, identifier text not null, title text not null,
    status text check (status in ${statusWords}), amount numeric, currency text, year integer,
    publisher_values jsonb not null, counted boolean not null, data_set text not null,
    primary key (project_id, source_id, identifier));`;

const moneyTables = `
  create table budget (
    project_id text not null, position integer not null, amount numeric not null, currency text not null,
    period_start date not null, period_end date not null, revised boolean not null, ${fact},
    primary key (project_id, position));

  create table project_transaction (
    id text primary key, project_id text not null, type text not null check (type in ${transactionWords}),
    amount numeric not null, currency text not null, date date not null, provider_id text, receiver_id text,
    sector_id text, ${fact});
  create index project_transaction_page on project_transaction (project_id, date, id);

  create table funding_action (
    id text primary key, project_id text not null, kind text not null check (kind in ${actionWords}),
    amount numeric not null, currency text not null, date text not null, date_on date not null,
    organisation_id text not null, note text, ${fact});
  create index funding_action_project on funding_action (project_id, date_on);

  create table amount_estimate (
    project_id text not null, position integer not null, low_amount numeric, low_currency text, high_amount numeric,
    high_currency text, wording text not null, measure text check (measure in ${transactionWords}), ${fact},
    primary key (project_id, position));

  create table exchange_rate (
    currency text not null, year integer not null, per_usd numeric not null, source_id text not null,
    data_set text not null, primary key (currency, year));

  create table price_level (
    currency text not null, year integer not null, run integer not null, level numeric not null,
    source_id text not null, data_set text not null, primary key (currency, year));`;

const rollupTables = `
  create table project_listing (
    project_id text primary key, title_key text not null, start_on date not null, commitment_usd numeric not null,
    updated_seconds numeric not null, active_from date, active_to date, recipients text[] not null,
    funders text[] not null, sectors text[] not null);
  create index project_listing_title on project_listing (title_key, project_id);
  create index project_listing_start on project_listing (start_on, project_id);
  create index project_listing_commitment on project_listing (commitment_usd, project_id);
  create index project_listing_updated on project_listing (updated_seconds, project_id);
  create index project_listing_active on project_listing (active_from, active_to);
  create index project_listing_recipients on project_listing using gin (recipients);
  create index project_listing_funders on project_listing using gin (funders);
  create index project_listing_sectors on project_listing using gin (sectors);

  create table money_part (
    transaction_id text not null, position integer not null, project_id text not null, type text not null,
    year integer not null, currency text not null, amount numeric not null, umbrella boolean not null, sector_id text,
    organisation_id text, funder text, recipient text, primary key (transaction_id, position));
  create index money_part_project on money_part (project_id, type);
  create index money_part_recipient on money_part (recipient, type);
  create index money_part_funder on money_part (funder, type);`;

/** To two decimals, a half to the even neighbour: `round` alone takes halves away from zero, which adds up. */
const halfEven = `
  create function half_even(amount numeric) returns numeric language sql immutable parallel safe as $$
    select case when abs(amount * 100 - trunc(amount * 100)) = 0.5
      then 2 * round(amount * 100 / 2) / 100 else round(amount, 2) end $$;`;

/** Projects, their parties and their money. */
export class CreateTables1767571200000 implements MigrationInterface {
  readonly name = 'CreateTables1767571200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [factTables.up, projectTables, partTables, moneyTables, rollupTables, halfEven])
      await runner.query(part);
  }

  /** The extension stays: it may have been there before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function half_even(numeric);
      drop table money_part, project_listing, price_level, exchange_rate, amount_estimate, funding_action,
        project_transaction, budget, project_source, project_location, project_phase, project_sector, participation,
        project_recipient, project, sector, organisation;
      ${factTables.down}`);
  }
}
