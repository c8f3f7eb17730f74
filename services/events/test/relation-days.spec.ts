import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import fc from 'fast-check';
import type { EventRecord } from '../src/event-record.js';
import { measureCodings, type ScoredCoding } from './raw-temperature.js';
import { forgetEvents, openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterEach(() => forgetEvents(world.database));
afterAll(() => world.close());

const listCodings = (relation: string, scale: 'GOLDSTEIN' | 'PLOVER') =>
  world.database.rows<ScoredCoding>(sql`
    select coding.event_id, coding.sort_on as starts_on, event.ends_on, event."when" ~ '^.{4}-[0-9]{2}-[0-9]{2}' as is_day_known,
      coding.source_state, coding.target_state, coding.cameo, coding.article,
      case ${scale}::text when 'PLOVER' then code.plover_score else code.goldstein end as score
    from coding join event on event.id = coding.event_id and event.standing <> 'RETRACTED'
    join cameo_code code on code.code = coding.cameo
    where coding.relation = ${relation} and coding.sort_on > '-infinity' order by coding.event_id, coding.position`);

async function temperatureOf(relation: string, asked: string) {
  const { data, errors } = await world.ask(
    'BilateralRelation',
    { id: relation },
    `temperature(${asked}) { trend points { period mean sum smoothed eventCount aToB bToA } }`,
  );
  expect(errors).toBeUndefined();
  return data._entities[0].temperature;
}

const windows = [
  { interval: 'MONTH', from: '2011-03-05', to: '2011-11-20' },
  { interval: 'YEAR', from: '2010-01-01', to: '2012-12-31' },
  { interval: 'QUARTER', from: '2012-06-01', to: '2012-06-30' },
] as const;

/** Every window, on both scales, from the sums and from the codings themselves. */
async function expectEqualToRaw(relation: string): Promise<void> {
  for (const scale of ['GOLDSTEIN', 'PLOVER'] as const) {
    const codings = await listCodings(relation, scale);
    for (const { interval, from, to } of windows) {
      const asked = `interval: ${interval}, from: "${from}", to: "${to}", scale: ${scale}`;
      const raw = measureCodings(codings, { interval, from, to, a: relation.slice(0, 3) });
      expect({ asked, ...(await temperatureOf(relation, asked)) }).toEqual({ asked, ...raw });
    }
  }
}

const day = fc
  .tuple(
    fc.integer({ min: 2010, max: 2012 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-0${date}`);
const when = fc.oneof(
  { weight: 6, arbitrary: day },
  { weight: 4, arbitrary: day.map((some) => some.slice(0, 7)) },
  { weight: 1, arbitrary: fc.constantFrom('2011', '201X', '2010-05-01/..', '2011-02-01/2011-02-20') },
);
const coding = fc.record({
  source: fc.constantFrom('ISL', 'ISL', 'NZL'),
  target: fc.constantFrom('ISL', 'NZL', 'NZL', 'FJI'),
  cameo: fc.constantFrom('051', '112', '190'),
  codedBy: fc.constant('GDELT'),
});
const event: fc.Arbitrary<Partial<EventRecord> & { readonly id: string }> = fc.record(
  {
    id: fc.integer({ min: 1, max: 40 }).map((number) => `ev:test-${number}`),
    when,
    codings: fc.array(coding, { maxLength: 3 }),
    standing: fc.constantFrom('REPORTED', 'REPORTED', 'REPORTED', 'RETRACTED'),
    article: fc.integer({ min: 1, max: 6 }).map((number) => `source:${number}`),
  },
  { requiredKeys: ['id', 'when', 'codings', 'standing'] },
);
const batch = fc.uniqueArray(event, { selector: ({ id }) => id, minLength: 15, maxLength: 30 });

describe('the sums of a relation’s days', () => {
  it('give the temperatures that all codings at once give, however events come, change, repeat and are withdrawn', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 3 }), async (batches) => {
        for (const some of batches) {
          await world.record(...some);
          await expectEqualToRaw('ISL-NZL');
        }
        await forgetEvents(world.database, 3);
        await world.record({ id: 'ev:test-last' });
        await expectEqualToRaw('ISL-NZL');
        await forgetEvents(world.database);
      }),
      { numRuns: 25, seed: 42 },
    );
  });

  it('hold for the compiled facts', async () => {
    const relations = await world.database.rows<{ relation: string }>(sql`
      select relation from coding where relation is not null group by 1 order by count(*) desc, 1 limit 12`);
    for (const { relation } of relations) await expectEqualToRaw(relation);
  });

  it('leave no day behind whose codings are gone, and no mark', async () => {
    await world.record({
      id: 'ev:test-1',
      when: '2011-01-01',
      codings: [{ source: 'ISL', target: 'NZL', cameo: '051', codedBy: 'Corridor' }],
    });
    const count = async () =>
      (await world.database.rows(sql`select relation, day from relation_day where relation = 'ISL-NZL'`))
        .length;
    expect(await count()).toBe(1);
    await forgetEvents(world.database);
    expect(await count()).toBe(0);
    expect(await world.database.rows(sql`select from stale_relation_day`)).toEqual([]);
  });
});
