import { raw, sql, type Database, type Sql } from '@corridor/database';
import { compiled } from '@corridor/facts';
import { converted, conversionJoins } from './conversion.js';
import { memberProjects } from './members.js';
import { refreshMerges } from './merges.js';

/**
 * The transactions that count: none that was retracted, and of several sources that give a project's money of one type
 * only one. That is a source marked as counted: of the record itself before one merged into it, written down by hand
 * before imported, then by id. A transaction that cites none of the project's sources has no rival.
 */
const countedTransactions = sql`
  owned as (
    select t.*, coalesce(m.into_id, t.project_id) as owner_id, m.into_id is not null as merged
    from project_transaction t left join project_merge m on m.project_id = t.project_id),
  cited as materialized (
    select t.id, t.owner_id as project_id, t.type, s.source_id, t.merged, bool_or(s.counted) as counted,
      bool_and(s.data_set <> ${compiled}) as imported
    from owned t join project_source s on s.project_id = t.project_id
      and t.citations @> jsonb_build_array(jsonb_build_object('sourceId', s.source_id))
    group by t.id, t.owner_id, t.type, s.source_id, t.merged),
  chosen as (
    select distinct on (project_id, type) project_id, type, source_id from cited where counted
    order by project_id, type, merged, imported, source_id),
  counted as (
    select t.* from owned t where t.standing <> 'RETRACTED' and (
      not exists (select from cited where cited.id = t.id)
      or exists (select from cited join chosen using (project_id, type, source_id) where cited.id = t.id)))`;

/**
 * Each project's shares of `rows(project_id, id, percentage)`: their percentages where all have one, else equal parts. What
 * percentages leave of 100, beyond rounding, is nobody's: money for a region, say.
 */
const sharesOf = (name: string, rows: Sql): Sql => sql`
  ${raw(`${name}_weight`)} as (
    select project_id, id, given, case when given then percentage else 1 end as weight from (
      select project_id, id, percentage,
        bool_and(percentage is not null) over project and sum(percentage) over project > 0 as given
      from (${rows}) rows window project as (partition by project_id)) weighed),
  ${raw(`${name}_share`)} as (
    select project_id, id, weight, sum(weight) over (partition by project_id) as whole from (
      select project_id, id, weight from ${raw(`${name}_weight`)}
      union all
      select project_id, null, 100 - sum(weight) from ${raw(`${name}_weight`)} where given group by project_id
      having sum(weight) < 99) s)`;

/** A project's sectors in one list of sectors: those of several would divide the same money twice. */
const sectorsOfOneVocabulary = sql`
  select project_id, sector_id as id, percentage from (
    select used.*, sector.vocabulary, first_value(sector.vocabulary) over (
      partition by project_id order by sector.vocabulary <> 'DAC', sector.vocabulary) as first
    from project_sector used left join sector on sector.id = used.sector_id) used
  where vocabulary is not distinct from first`;

const shares = sql`
  ${sharesOf('sector', sectorsOfOneVocabulary)},
  ${sharesOf('recipient', sql`select project_id, country as id, percentage from project_recipient`)},
  funder_share as (
    select a.project_id, a.organisation_id, coalesce(a.country, o.country) as country,
      count(*) over (partition by a.project_id) as whole
    from participation a left join organisation o on o.id = a.organisation_id where a.role = 'FUNDING')`;

/** Money whose provider the source does not name is split equally among the project's funders. */
const fillMoneyParts = sql`
  with ${countedTransactions}, ${shares}
  insert into money_part (transaction_id, position, project_id, type, year, currency, amount, umbrella, sector_id,
    organisation_id, funder, recipient)
  select t.id, row_number() over (partition by t.id order by s.id, f.organisation_id, r.id), t.owner_id,
    t.type, extract(year from t.date), t.currency,
    round(t.amount * coalesce(s.weight, 1) * coalesce(r.weight, 1), 30)
      / (coalesce(s.whole, 1) * coalesce(r.whole, 1) * coalesce(f.whole, 1)),
    not p.recommended_for_aggregates, coalesce(t.sector_id, s.id),
    coalesce(t.provider_id, f.organisation_id),
    case when t.provider_id is null then f.country else coalesce(named.country, provider.country) end,
    coalesce(t.recipient, r.id)
  from counted t
  join project p on p.id = t.owner_id
  left join sector_share s on s.project_id = t.owner_id and t.sector_id is null
  left join recipient_share r on r.project_id = t.owner_id and t.recipient is null
  left join funder_share f on f.project_id = t.owner_id and t.provider_id is null
  left join funder_share named on named.project_id = t.owner_id and named.organisation_id = t.provider_id
  left join organisation provider on provider.id = t.provider_id`;

const dollars = { currency: 'USD' } as const;

const fillListings: Sql = sql`
  with ${memberProjects(sql`select id from project`)},
  commitment as (
    select member.root as project_id, half_even(round(sum(${converted('m', dollars)}), 15)) as usd
    from member join money_part m on m.project_id = member.id ${conversionJoins('m', dollars)}
    where m.type = 'OUTGOING_COMMITMENT' and not m.umbrella group by member.root),
  money as (
    select coalesce(m.into_id, t.project_id) as project_id, min(t.date) as first_on, max(t.date) as last_on,
      max(t.recorded_at) as recorded_at
    from project_transaction t left join project_merge m on m.project_id = t.project_id group by 1),
  funder as (
    select project_id, array_agg(distinct country order by country) as countries from (
      select a.project_id, coalesce(a.country, o.country) as country
      from participation a left join organisation o on o.id = a.organisation_id where a.role = 'FUNDING'
      union select project_id, funder from money_part) f
    where country is not null group by project_id),
  recipient as (
    select project_id, array_agg(country order by country) as countries from project_recipient group by project_id),
  sectors as (
    select project_id, array_agg(distinct wider order by wider) as ids from (
      select project_id, sector_id from project_sector
      union select project_id, unnest(sector_ids) from project_phase) used
    join sector on sector.id = used.sector_id, unnest(sector.within) wider group by project_id),
  span as (
    select p.id, coalesce(p.starts_on, date_trunc('year', money.first_on)::date) as first_on, p.ends_on,
      greatest(p.starts_on, money.last_on) as last_on
    from project p left join money on money.project_id = p.id)
  insert into project_listing (project_id, title_key, start_on, commitment_usd, updated_seconds, active_from, active_to,
    recipients, funders, sectors)
  select p.id, p.title_key, coalesce(p.starts_on, money.first_on, '-infinity'), coalesce(commitment.usd, 0),
    extract(epoch from greatest(p.updated_at, money.recorded_at)),
    case when span.first_on is null and span.ends_on is not null then '-infinity' else span.first_on end,
    case when span.first_on is null and span.ends_on is null then null
      when span.ends_on is not null then span.ends_on
      -- of what is over at a time that nobody tells, only the last year it is known from is sure
      when p.status in ('CLOSED', 'CANCELLED')
        then (date_trunc('year', span.last_on) + interval '1 year - 1 day')::date
      else 'infinity' end,
    coalesce(recipient.countries, '{}'), coalesce(funder.countries, '{}'), coalesce(sectors.ids, '{}')
  from project p
  join span on span.id = p.id
  left join money on money.project_id = p.id
  left join commitment on commitment.project_id = p.id
  left join funder on funder.project_id = p.id
  left join recipient on recipient.project_id = p.id
  left join sectors on sectors.project_id = p.id
  where not exists (select from project_merge m where m.project_id = p.id)`;

/** Rebuilds which records are merged, what projects are listed by and what sums are made of; in the transaction of every load. */
export async function refreshRollups(database: Database): Promise<void> {
  await refreshMerges(database);
  await database.rows(sql`delete from money_part`);
  await database.rows(fillMoneyParts);
  await database.rows(sql`delete from project_listing`);
  await database.rows(fillListings);
}
