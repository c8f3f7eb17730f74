import { sql } from '@corridor/database';

/** The scope of all events together. */
export const world = 'world';

/** The scopes of an `event`: each of its countries, and each relation between two of them. */
export const scopesOfEvent = sql`
  select unnest(event.countries) as scope
  union all
  select one || '-' || other from unnest(event.countries) one, unnest(event.countries) other
  where one collate "C" < other collate "C"`;
