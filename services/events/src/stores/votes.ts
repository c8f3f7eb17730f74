import { copyRows, sql, type Database } from '@corridor/database';

export interface RollCallRow {
  readonly rcid: number;
  readonly votedOn: string;
}

export interface VoteRow {
  readonly holder: string;
  readonly rcid: number;
  readonly vote: string;
}

/** What was done with rows that differ from those there; equal ones were left alone. */
export interface Written {
  readonly created: number;
  readonly updated: number;
}

const none: Written = { created: 0, updated: 0 };

/** Writes roll calls. Only inside a transaction. */
export async function upsertRollCalls(
  database: Database,
  rows: AsyncIterable<RollCallRow>,
): Promise<Written> {
  await database.rows(sql`create temporary table incoming_roll_call (like roll_call) on commit drop`);
  await copyRows(database, 'incoming_roll_call', ['rcid', 'votedOn'], rows);
  const [written] = await database.rows<Written>(sql`
    with merged as (
      insert into roll_call as old (rcid, voted_on) select rcid, voted_on from incoming_roll_call
      on conflict (rcid) do update set voted_on = excluded.voted_on where old.voted_on <> excluded.voted_on
      returning (xmax = 0) as created)
    select count(*) filter (where created) as created, count(*) filter (where not created) as updated from merged`);
  return written ?? none;
}

/**
 * Writes votes, each member's together, so that a pair's votes lie on few pages. Changed votes are rare: updated apart,
 * they leave the million of new ones to a plain insert. Only inside a transaction.
 */
export async function upsertVotes(database: Database, rows: AsyncIterable<VoteRow>): Promise<Written> {
  await database.rows(sql`set local work_mem = '128MB'`);
  await database.rows(sql`create temporary table incoming_vote (like vote) on commit drop`);
  await copyRows(database, 'incoming_vote', ['holder', 'rcid', 'vote'], rows);
  const [updated] = await database.rows<{ count: number }>(sql`
    with changed as (
      update vote as old set vote = incoming.vote from incoming_vote incoming
      where old.holder = incoming.holder and old.rcid = incoming.rcid and old.vote <> incoming.vote
      returning 1)
    select count(*) from changed`);
  const [created] = await database.rows<{ count: number }>(sql`
    with added as (
      insert into vote (holder, rcid, vote)
      select holder, rcid, vote from incoming_vote incoming
      where not exists (select from vote old where old.holder = incoming.holder and old.rcid = incoming.rcid)
      order by holder collate "C", rcid
      returning 1)
    select count(*) from added`);
  await database.rows(sql`analyze vote`);
  return { created: created?.count ?? 0, updated: updated?.count ?? 0 };
}
