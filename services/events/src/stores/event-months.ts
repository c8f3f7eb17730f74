import { sql, type Database } from '@corridor/database';
import type { EventMonth } from '../entities/event-key.js';
import type { EventRows } from '../event-record.js';
import { scopesOfEvent, world } from './scopes.js';

/** Counts plain events by scope, month, kind and code. */
export function openMonths(rows: readonly EventRows[]): readonly EventMonth[] {
  const months = new Map<string, { -readonly [Key in keyof EventMonth]: EventMonth[Key] }>();
  for (const { event, scopes } of rows) {
    const { cameo } = event;
    if (cameo === null) continue;
    const month = `${event.sortOn.slice(0, 7)}-01`;
    const rest = `${month} ${event.kind} ${cameo}`;
    for (const scope of [world, ...scopes]) {
      const name = `${scope} ${rest}`;
      const counted = months.get(name);
      if (counted) counted.events += 1;
      else months.set(name, { scope, month, kind: event.kind, cameo, events: 1 });
    }
  }
  return [...months.values()];
}

/** Adds counts to those there, and to their years'. */
export async function addMonths(database: Database, months: readonly EventMonth[]): Promise<void> {
  if (months.length === 0) return;
  const column = <Key extends keyof EventMonth>(key: Key) => months.map((month) => month[key]);
  await database.rows(sql`
    with added as materialized (
      select * from unnest(${column('scope')}::text[], ${column('month')}::date[], ${column('kind')}::text[],
        ${column('cameo')}::text[], ${column('events')}::integer[]) added(scope, month, kind, cameo, events)),
    by_year as (
      insert into event_year as counted (scope, year, kind, cameo, events)
      select scope, date_trunc('year', month)::date as year, kind, cameo, sum(events) from added group by 1, 2, 3, 4
      on conflict (scope, year, kind, cameo) do update set events = counted.events + excluded.events)
    insert into event_month as counted (scope, month, kind, cameo, events)
    select * from added
    on conflict (scope, month, kind, cameo) do update set events = counted.events + excluded.events`);
}

/** Takes events that are about to go off the counts. */
export async function subtractMonths(database: Database, ids: readonly string[]): Promise<void> {
  await database.rows(sql`
    with gone as materialized (
      select own.scope, date_trunc('month', event.sort_on)::date as month, event.kind, event.cameo, count(*) as events
      from event_key key join event using (plain, sort_on, id)
      cross join lateral (select ${world}::text as scope union all ${scopesOfEvent}) own
      where key.plain and key.id = any(${ids}) group by 1, 2, 3, 4),
    by_year as (
      update event_year counted set events = counted.events - gone.events
      from (select scope, date_trunc('year', month)::date as year, kind, cameo, sum(events) as events
        from gone group by 1, 2, 3, 4) gone
      where (counted.scope, counted.year, counted.kind, counted.cameo) = (gone.scope, gone.year, gone.kind, gone.cameo))
    update event_month counted set events = counted.events - gone.events from gone
    where (counted.scope, counted.month, counted.kind, counted.cameo) = (gone.scope, gone.month, gone.kind, gone.cameo)`);
  await database.rows(sql`delete from event_month where events = 0`);
  await database.rows(sql`delete from event_year where events = 0`);
}
