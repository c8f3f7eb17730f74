import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { raw, sql } from '@corridor/database';
import { iso31661 } from 'iso-3166';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const codes = iso31661.map(({ alpha3 }) => alpha3).sort();

/** How many statements a query costs that asks `fields` of so many parents. */
async function costOf(type: string, keys: readonly object[], fields: string): Promise<number> {
  world.clearStatements();
  const { errors } = await world.execute(
    `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { ${fields} } } }`,
    { keys: keys.map((key) => ({ __typename: type, ...key })) },
  );
  expect(errors).toBeUndefined();
  return world.statements.length;
}

const focus = ['PAK', 'CHN', 'USA', 'IND', 'AFG'];
const fifty = [...focus, ...codes.filter((code) => !focus.includes(code))].slice(0, 50);
const countries = fifty.map((iso3) => ({ iso3 }));

describe('fifty countries', () => {
  it('cost as many statements as one, however deep the question goes', async () => {
    const deep = `events(first: 3, filter: { facets: [YEAR] }) { totalCount facets { key } nodes { title
      participants { actor { ... on NonStateActor { name } } } codings { goldstein source { ... on NonStateActor { name } } }
      statement { commitments { text fulfilledBy { id } } } claims { text counterClaims { text } }
      relatedEvents { event { title } } relations { id } revisions { version } citations { source { title } } } }
      positions { issue { name } } claims { text citations { source { title } } }`;
    expect(await costOf('Country', countries, 'events(first: 3) { nodes { title } }')).toBe(1);
    const [one, many] = [
      await costOf('Country', countries.slice(0, 1), deep),
      await costOf('Country', countries, deep),
    ];
    expect(many).toBeLessThanOrEqual(one + 2); // a source or an actor that only another event names
    expect(many).toBeLessThanOrEqual(22);
  });

  it('give each country its own latest events', async () => {
    const { data } = await world.execute(
      'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Country { events(first: 3) { nodes { id } } } } }',
      { keys: countries.map((key) => ({ __typename: 'Country', ...key })) },
    );
    for (const [index, { iso3 }] of countries.entries()) {
      const { data: alone } = await world.ask('Country', { iso3 }, 'events(first: 3) { nodes { id } }');
      expect(data._entities[index].events).toEqual(alone._entities[0].events);
      if (index > 6) break;
    }
  });
});

describe('many relations', () => {
  const relations = codes.slice(0, 60).map((code) => ({ id: ['PAK', code].sort().join('-') }));

  it('have their temperatures from one statement', async () => {
    expect(
      await costOf('BilateralRelation', relations, 'temperature(from: "2020", to: "2025") { trend }'),
    ).toBe(1);
    expect(await costOf('BilateralRelation', relations, 'temperature { trend points { mean } }')).toBe(1);
  });

  it('cost one statement per field', async () => {
    const fields =
      'events(first: 2) { nodes { id } } statements { id } positions { stance } drivers { id } claims { id } votingAgreement { year }';
    expect(await costOf('BilateralRelation', relations, fields)).toBe(6);
  });
});

describe('many projects', () => {
  it('have incidents, commitments and events from a statement each', async () => {
    const projects = ['cpec', 'bri', 'gwadar-port', 'x', 'y'].map((name) => ({ id: `project:${name}` }));
    expect(
      await costOf(
        'Project',
        projects,
        'events { nodes { id } } securityIncidents { id } commitments { id }',
      ),
    ).toBe(3);
  });
});

describe('the indexes', () => {
  it.each([
    ['sort_on desc, id desc', 'event_rich_pkey'],
    ['recorded_at desc, sort_on desc, id desc', 'event_rich_recorded_at_sort_on_idx'],
    ['goldstein_order desc, sort_on desc, id desc', 'event_rich_goldstein_order_sort_on_idx'],
  ])('serve the order %s', async (order, index) => {
    const plan = await world.database.transaction(async (transaction) => {
      await transaction.rows(sql`set local enable_seqscan = off`);
      return JSON.stringify(
        await transaction.rows(sql`explain select * from event order by ${raw(order)} limit 3`),
      );
    });
    expect(plan).toContain(index);
  });
});
