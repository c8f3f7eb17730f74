import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { compiled } from '@corridor/facts';
import fc from 'fast-check';
import type { EventRecord } from '../src/event-record.js';
import { deleteOtherEvents } from '../src/stores/write-events.js';
import { forgetEvents, openWorld, type World } from './world.js';

let world: World;
/** Without the compiled events, of which not all have a place. */
beforeAll(async () => {
  world = await openWorld();
  await world.database.transaction((transaction) => deleteOtherEvents(transaction, [], compiled));
});
afterEach(() => forgetEvents(world.database));
afterAll(() => world.close());

const states = ['ISL', 'NZL', 'FJI'];
const day = fc
  .record({
    year: fc.integer({ min: 2015, max: 2017 }),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.constantFrom('01', '15', '28'),
  })
  .map(({ year, month, date }) => `${year}-${String(month).padStart(2, '0')}-${date}`);
const coding = fc.record({
  source: fc.constantFrom(...states),
  target: fc.constantFrom(...states),
  cameo: fc.constantFrom('051', '112', '190'),
  codedBy: fc.constant('GDELT'),
});
/** Mostly plain reports; now and then one that is not, for each of the reasons there are. */
const event: fc.Arbitrary<Partial<EventRecord> & { readonly id: string }> = fc
  .record({
    number: fc.integer({ min: 1, max: 60 }),
    when: fc.oneof(
      { weight: 8, arbitrary: day },
      { weight: 1, arbitrary: day.map((some) => some.slice(0, 7)) },
    ),
    kind: fc.constantFrom('STATEMENT', 'CONFLICT'),
    codings: fc.array(coding, { minLength: 1, maxLength: 2 }),
    standing: fc.constantFrom('REPORTED', 'REPORTED', 'REPORTED', 'OFFICIAL', 'RETRACTED'),
    killed: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 3 }),
  })
  .map(({ number, killed, ...event }) => ({
    ...event,
    id: `ev:test-${number}`,
    article: `source:${number % 7}`,
    ...(killed === null ? {} : { casualties: [{ killed }] }),
  }));
const batch = fc.uniqueArray(event, { selector: ({ id }) => id, minLength: 20, maxLength: 40 });

/** What is asked twice: as it is, and for every place, so that each event must be looked at. */
const counted = ['', 'countries: ["ISL"]', 'dyad: ["ISL", "NZL"]', 'kinds: [CONFLICT]', 'cameoPrefix: "05"'];
const periods = [
  '',
  'from: "2015-06-02", to: "2017-02-27"',
  'when: "2016"',
  'from: "2016-05-20"',
  'from: "2015-01-01", to: "2016-12-31"',
  'to: "2017-01-31"',
  'when: "2016-03-15"',
];
const facets = 'facets: [YEAR, MONTH, KIND, PLOVER_TYPE, QUAD_CLASS, COUNTRY]';

async function countEvents(filter: string) {
  const { data, errors } = await world.execute(`{ events(filter: { ${filter} ${facets} }) {
    totalCount totalIsExact facets { dimension key count meanGoldstein killed } } }`);
  expect(errors).toBeUndefined();
  return data.events;
}

/** What the months should say, counted from the events. */
const countRaw = sql`
  select own.scope, date_trunc('month', event.sort_on)::date as month, kind, coding.cameo, count(*) as events
  from event join coding on coding.event_id = event.id
  cross join lateral (
    select 'world' as scope union all select unnest(countries)
    union all select one || '-' || other from unnest(countries) one, unnest(countries) other where one < other) own
  where event.plain group by 1, 2, 3, 4 order by 1, 2, 3, 4`;

async function expectEqualToRaw(): Promise<void> {
  expect(await world.database.rows(sql`select * from event_month order by 1, 2, 3, 4`)).toEqual(
    await world.database.rows(countRaw),
  );
  expect(await world.database.rows(sql`select * from event_year order by 1, 2, 3, 4`)).toEqual(
    await world.database.rows(sql`
      select scope, date_trunc('year', month)::date as year, kind, cameo, sum(events)::integer as events
      from event_month group by 1, 2, 3, 4 order by 1, 2, 3, 4`),
  );
  for (const what of counted)
    for (const period of periods) {
      const filter = `${what} ${period}`;
      const everywhere = 'bbox: [-180, -90, 180, 90]';
      expect({ filter, ...(await countEvents(filter)) }).toEqual({
        filter,
        ...(await countEvents(`${filter} ${everywhere}`)),
      });
    }
}

describe('the counts by month', () => {
  it('give what looking at every event gives, however events come, change and go', async () => {
    const located = (some: readonly (Partial<EventRecord> & { readonly id: string })[]) =>
      some.map((one) => ({ ...one, location: { name: 'Somewhere', lat: 1, lon: 1, precision: 'city' } }));
    await fc.assert(
      fc.asyncProperty(batch, batch, async (...batches) => {
        for (const some of batches) await world.record(...located(some));
        await expectEqualToRaw();
        await forgetEvents(world.database, 5);
        await expectEqualToRaw();
        await forgetEvents(world.database);
      }),
      { numRuns: 4, seed: 42 },
    );
  });
});
