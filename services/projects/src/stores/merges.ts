import { sql, type Database } from '@corridor/database';
import { compiled } from '@corridor/facts';

/** How AidData's records are called in IATI: its organisation identifier, `SG`, and the number of the record. */
const aiddataIdentifier = '^US-501c3-522318905-SG-([0-9]+)$';

/**
 * Links records of one undertaking, by rules that take identifiers and nothing else:
 * BY_HAND: a judgement that is written down, for a link or against any.
 * IATI_IDENTIFIER: a project that is written down by hand names the record's IATI identifier as its own.
 * PUBLISHER_RECORD: the record's IATI identifier holds the number that the publisher gives it in another of its data sets.
 */
const findMerges = sql`
  insert into project_merge (project_id, into_id, rule)
  select distinct on (found.project_id) found.project_id, found.into_id, found.rule from (
    select project_id, into_id, 'BY_HAND' as rule, 1 as precedence from project_identity where into_id is not null
    union all
    select record.id, other.id, 'IATI_IDENTIFIER', 2 from project record
    join project other on other.iati_identifier = record.iati_identifier and other.data_set = ${compiled}
    where record.data_set = 'iati'
    union all
    select record.id, other.id, 'PUBLISHER_RECORD', 3 from project record
    join project other on other.id = 'project:aiddata:' || substring(record.iati_identifier from ${aiddataIdentifier})
    where record.data_set = 'iati') found
  join project record on record.id = found.project_id
  join project other on other.id = found.into_id
  where found.rule = 'BY_HAND'
    or not exists (select from project_identity judged where judged.project_id = found.project_id)
  order by found.project_id, found.precedence, found.into_id`;

/** An imported project whose members report money of the same sort would have it counted twice. */
const markUmbrellas = sql`
  with umbrella as (
    select distinct own.project_id as id from project member
    join project_transaction theirs on theirs.project_id = member.id
    join project_transaction own on own.project_id = member.part_of_id and own.type = theirs.type),
  found as (
    select p.id, umbrella.id is null as recommended from project p left join umbrella using (id)
    where p.data_set = 'iati')
  update project p set recommended_for_aggregates = recommended
  from found where found.id = p.id and p.recommended_for_aggregates <> recommended`;

/** Finds anew which records are of one undertaking, and which imported projects are umbrellas. */
export async function refreshMerges(database: Database): Promise<void> {
  await database.rows(sql`delete from project_merge`);
  await database.rows(findMerges);
  await database.rows(markUmbrellas);
}
