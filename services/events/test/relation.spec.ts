import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { forgetEvents, openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterEach(() => forgetEvents(world.database));
afterAll(() => world.close());

const relation = async (id: string, fields: string) => {
  const { data, errors } = await world.ask('BilateralRelation', { id }, fields);
  expect(errors).toBeUndefined();
  return data._entities[0];
};
const act = (id: string, when: string, cameo: string, over: object = {}) => ({
  id: `ev:test-${id}`,
  when,
  codings: [{ source: 'ISL', target: 'NZL', cameo, codedBy: 'Corridor' }],
  ...over,
});
const temperature = async (args: string, id = 'ISL-NZL') =>
  (
    await relation(
      id,
      `temperature(${args}) { scale trend points { period mean sum eventCount aToB bToA smoothed } }`,
    )
  ).temperature;

describe('the temperature of a relation', () => {
  const years = ['10', '11', '12', '13', '14', '15'];
  const rising = ['112', '112', '112', '051', '051', '051'];

  it('warms with kinder acts, and cools when the same acts come in reverse', async () => {
    await world.record(...years.map((year, index) => act(year, `20${year}-06-01`, rising[index]!)));
    expect((await temperature('from: "2013", to: "2015", interval: YEAR')).trend).toBe('WARMING');
    await forgetEvents(world.database);
    await world.record(...years.map((year, index) => act(year, `20${year}-06-01`, rising.at(-1 - index)!)));
    expect((await temperature('from: "2013", to: "2015", interval: YEAR')).trend).toBe('COOLING');
  });

  it('leaves a retracted event out', async () => {
    await world.record(act('a', '2012-01-01', '051'), act('b', '2012-02-01', '190'));
    const before = await temperature('from: "2012", to: "2012", interval: YEAR');
    expect(before.points).toMatchObject([{ eventCount: 2, mean: -3.3 }]);
    await world.record(act('b', '2012-02-01', '190', { standing: 'RETRACTED' }));
    const after = await temperature('from: "2012", to: "2012", interval: YEAR');
    expect(after.points).toMatchObject([{ eventCount: 1, mean: 3.4, aToB: 3.4, bToA: null }]);
  });

  it('counts what officials of a state do as the state’s acts, and a suspect’s as nobody’s', async () => {
    await world.record({
      ...act('official', '2012-01-01', '051'),
      participants: [{ actor: 'person:somebody', role: 'ACTOR', country: 'ISL' }],
      codings: [{ source: 'person:somebody', target: 'NZL', cameo: '051', codedBy: 'Corridor' }],
    });
    await world.record({
      ...act('arrest', '2012-01-02', '173'),
      participants: [{ actor: 'person:suspect', role: 'SUSPECT' }],
      codings: [
        { source: 'ISL', target: 'person:suspect', cameo: '173', codedBy: 'Corridor' },
        { source: 'ISL', target: 'NZL', cameo: '064', codedBy: 'Corridor' },
      ],
    });
    const { points } = await temperature('from: "2012-01", to: "2012-01"');
    expect(points).toMatchObject([{ eventCount: 2, mean: 5.2 }]);
  });

  it('counts a machine’s rows of one article once, and hand-judged records that cite one article each', async () => {
    const cited = { citations: [{ sourceId: 'source:one' }] };
    const byMachine = { ...cited, article: 'source:one' };
    await world.record(act('h1', '2011-01-01', '051', cited), act('h2', '2011-02-01', '051', cited));
    await world.record(act('m1', '2012-01-01', '051', byMachine), act('m2', '2012-02-01', '051', byMachine));
    const { points } = await temperature('from: "2011", to: "2012", interval: YEAR');
    expect(points).toMatchObject([{ eventCount: 2 }, { eventCount: 1 }]);
  });

  it('is dense: a period without codings has no mean and no events', async () => {
    const { points, trend } = await temperature('from: "2012-01", to: "2012-03"', 'BTN-TUV');
    const empty = { mean: null, sum: 0, eventCount: 0, aToB: null, bToA: null, smoothed: null };
    expect(points).toEqual(['2012-01', '2012-02', '2012-03'].map((period) => ({ period, ...empty })));
    expect(trend).toBe('INSUFFICIENT_DATA');
  });

  it('can be measured in PLOVER’s scores, where an accusation is a conflict', async () => {
    await world.record(act('accusation', '2012-01-01', '112'));
    const { scale, points } = await temperature('from: "2012", to: "2012", interval: YEAR, scale: PLOVER');
    expect(scale).toBe('PLOVER');
    expect(points).toMatchObject([{ mean: -3 }]);
  });

  it('without dates covers the five years up to the latest coding between any two states', async () => {
    const latest = await world.database.rows<{ day: string }>(
      sql`select max(sort_on) as day from coding where relation is not null and sort_on <= current_date`,
    );
    const { points } = await temperature('interval: MONTH', 'BTN-TUV');
    expect(points).toHaveLength(61);
    expect(points.at(-1).period).toBe(latest[0]!.day.slice(0, 7));
  });

  it.each([
    ['from: "2015", to: "2014"', /^from: /],
    ['from: "0001", to: "2014"', /^from: .*periods/],
    ['from: "../2010"', /^from: /],
    ['to: "2010/.."', /^to: /],
    ['from: "0000"', /^from: /],
  ])('refuses %s', async (args, message) => {
    const { errors } = await world.ask(
      'BilateralRelation',
      { id: 'CHN-PAK' },
      `temperature(${args}) { trend }`,
    );
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('between countries', () => {
  it('Pakistan and the United States warm in 2025 and cooled in 1990', async () => {
    expect((await temperature('from: "2025", to: "2025"', 'PAK-USA')).trend).toBe('WARMING');
    expect((await temperature('from: "2025-01-20", to: "2026-01-05", interval: YEAR', 'PAK-USA')).trend).toBe(
      'WARMING',
    );
  });

  it('attacks by militants strain China and Pakistan but are no act of either', async () => {
    const { drivers, events } = await relation(
      'CHN-PAK',
      `drivers(kind: STRAINS) { kind standing events { id kind relations { id } } }
       events(filter: { kinds: [ATTACK] }) { totalCount }`,
    );
    expect(drivers.length).toBeGreaterThan(0);
    expect(drivers.every(({ kind }: { kind: string }) => kind === 'STRAINS')).toBe(true);
    const attacks = drivers[0].events.filter(({ kind }: { kind: string }) => kind === 'ATTACK');
    expect(attacks.length).toBeGreaterThanOrEqual(3);
    for (const { relations } of attacks) expect(relations).toEqual([]);
    expect(events.totalCount).toBeGreaterThanOrEqual(0);
  });

  it('votes in the General Assembly agree or not, to January 2020', async () => {
    const { votingAgreement } = await relation(
      'CHN-USA',
      'votingAgreement(from: 2019) { year agreement sharedRollCalls sameVotes }',
    );
    expect(votingAgreement).toMatchObject([
      { year: 2019, sharedRollCalls: 88, sameVotes: 12 },
      { year: 2020 },
    ]);
    expect(votingAgreement[0].agreement).toBeCloseTo(12 / 88);
    expect((await relation('CHN-USA', 'votingAgreement(to: 1970) { year }')).votingAgreement).toEqual([]);
  });

  it('a position is one towards the other, on the issue asked', async () => {
    const { all, one } = await relation(
      'CHN-PAK',
      'all: positions { issue { id } holder { iso3 } of { iso3 } } one: positions(issue: "issue:taiwan") { stance issue { name(lang: "zh-CN") } }',
    );
    for (const { holder, of } of all) expect([holder.iso3, of.iso3].sort()).toEqual(['CHN', 'PAK']);
    expect(one).toEqual([{ stance: 'SUPPORTS', issue: { name: '台湾' } }]);
  });

  it('an id that is no relation has nothing', async () => {
    const nothing = await relation(
      'nonsense',
      'drivers { id } claims { id } statements { id } events { totalCount }',
    );
    expect(nothing).toEqual({ drivers: [], claims: [], statements: [], events: { totalCount: 0 } });
  });
});
