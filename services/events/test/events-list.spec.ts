import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetEvents, openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterEach(() => forgetEvents(world.database));
afterAll(() => world.close());

const ask = async (query: string, variables?: Record<string, unknown>) => {
  const { data, errors } = await world.execute(query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const idsOf = async (filter: string): Promise<string[]> =>
  (await ask(`{ events(filter: ${filter}, first: 100) { nodes { id } } }`)).events.nodes.map(
    ({ id }: { id: string }) => id,
  );
const refusal = async (query: string, variables?: Record<string, unknown>) => {
  const { errors } = await world.execute(query, variables);
  return { message: errors?.[0]?.message, code: errors?.[0]?.extensions?.['code'] };
};

describe('paging', () => {
  it.each(
    ['WHEN', 'RECORDED', 'GOLDSTEIN'].flatMap((field) => [
      [field, 'ASC'],
      [field, 'DESC'],
    ]),
  )('by %s %s meets every event once, in order', async (field, direction) => {
    const all: { id: string; cursor: string }[] = [];
    let after: string | null = null;
    do {
      const { events } = await ask(
        `query ($after: String) { events(filter: { countries: ["PAK"] }, first: 37, after: $after, orderBy: { field: ${field}, direction: ${direction} })
            { totalCount edges { cursor node { id when startsOn codings { goldstein } } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      all.push(...events.edges.map(({ node, cursor }: never) => ({ ...(node as object), cursor })));
      after = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
      if (!after) expect(all).toHaveLength(events.totalCount);
    } while (after);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    if (field === 'WHEN') {
      const days = all.map((node) => (node as unknown as { startsOn: string }).startsOn);
      expect(days).toEqual(
        [...days].sort((one, other) => (direction === 'ASC' ? 1 : -1) * one.localeCompare(other)),
      );
    }
  });

  it('of a country gives what the filter gives, and starts again after a cursor', async () => {
    const { data } = await world.ask(
      'Country',
      { iso3: 'PAK' },
      'events(first: 2) { nodes { id } pageInfo { endCursor } }',
    );
    const { nodes, pageInfo } = data._entities[0].events;
    const [first, second, third] = await idsOf('{ countries: ["PAK"] }');
    expect(nodes).toEqual([{ id: first }, { id: second }]);
    const { events } = await ask(
      `query ($after: String) { events(filter: { countries: ["pk"] }, first: 1, after: $after) { nodes { id } pageInfo { hasPreviousPage } } }`,
      { after: pageInfo.endCursor },
    );
    expect(events).toEqual({ nodes: [{ id: third }], pageInfo: { hasPreviousPage: true } });
  });

  it('costs no count unless it is asked', async () => {
    world.clearStatements();
    await ask('{ events(first: 1) { nodes { id } } }');
    expect(world.statements).toHaveLength(1);
    await ask('{ events(first: 1) { nodes { id } totalCount totalIsExact } }');
    expect(world.statements).toHaveLength(3);
  });

  it('puts events whose beginning is open last', async () => {
    await world.record({
      id: 'ev:test-open',
      when: '../1990',
      participants: [{ actor: 'TUV', role: 'ACTOR' }],
    });
    await world.record({
      id: 'ev:test-day',
      when: '1900-01-01',
      participants: [{ actor: 'TUV', role: 'ACTOR' }],
    });
    expect(await idsOf('{ countries: ["TUV"] }')).toEqual(['ev:test-day', 'ev:test-open']);
    expect(await idsOf('{ countries: ["TUV"], when: "1850" }')).toEqual(['ev:test-open']);
  });
});

describe('a filter', () => {
  it.each([
    ['{ events(first: 1000) { nodes { id } } }', /^first: /],
    ['{ events(first: 0) { nodes { id } } }', /^first: /],
    ['{ events(after: "nonsense") { nodes { id } } }', /^after: /],
    ['{ events(filter: { bbox: [1, 2, 3] }) { nodes { id } } }', /^filter\.bbox: /],
    ['{ events(filter: { bbox: [0, 50, 10, 40] }) { nodes { id } } }', /^filter\.bbox: /],
    ['{ events(filter: { bbox: [-200, 0, 10, 40] }) { nodes { id } } }', /^filter\.bbox: /],
    ['{ events(filter: { countries: ["PAK", "XX"] }) { nodes { id } } }', /^filter\.countries: .*XX/],
    ['{ events(filter: { dyad: ["PAK"] }) { nodes { id } } }', /^filter\.dyad: /],
    ['{ events(filter: { dyad: ["PAK", "586"] }) { nodes { id } } }', /^filter\.dyad: /],
    ['{ events(filter: { victimNationality: "nobody" }) { nodes { id } } }', /^filter\.victimNationality: /],
    ['{ events(filter: { actor: "Atlantis" }) { nodes { id } } }', /^filter\.actor: /],
    ['{ events(filter: { cameoPrefix: "0%" }) { nodes { id } } }', /^filter\.cameoPrefix: /],
    ['{ events(filter: { from: "2020-01-02", to: "2020-01-01" }) { nodes { id } } }', /^filter\.from: /],
    ['{ events(filter: { when: "0000" }) { nodes { id } } }', /^filter\.when: /],
    ['{ events(filter: { when: "-0300" }) { nodes { id } } }', /^filter\.when: /],
    ['{ events(filter: { from: "0000-01-01" }) { nodes { id } } }', /^filter\.from: /],
    ['{ eventFacets(groupBy: []) { key } }', /^groupBy: /],
    ['{ eventFacets(groupBy: [YEAR, YEAR]) { key } }', /^groupBy: /],
    ['{ statements(issuers: ["Freedonia"]) { id } }', /^issuers: /],
    ['{ statements(first: 101) { id } }', /^first: /],
    ['{ claims(first: 101) { id } }', /^first: /],
  ])('refuses %s', async (query, message) => {
    expect(await refusal(query)).toEqual({ message: expect.stringMatching(message), code: 'BAD_USER_INPUT' });
  });

  it.each(['filter: { text: $text }', 'filter: { project: $text }', 'filter: { actor: $text }'])(
    'refuses a NUL character in %s',
    async (argument) => {
      const query = `query ($text: ${argument.includes('{ text') ? 'String' : 'ID'}) { events(${argument}) { nodes { id } } }`;
      expect((await refusal(query, { text: 'org:a\0b' })).code).toBe('BAD_USER_INPUT');
    },
  );

  it('refuses a NUL character in an id that is asked for; what another service names so has nothing', async () => {
    for (const type of ['Event', 'Statement', 'NonStateActor']) {
      const { data } = await world.ask(type, { id: 'a\0b' }, 'id');
      expect(data._entities).toEqual([null]);
    }
    const { data } = await world.ask('Project', { id: 'a\0b' }, 'events { nodes { id } totalCount }');
    expect(data._entities).toEqual([{ events: { nodes: [], totalCount: 0 } }]);
    expect((await refusal('query ($id: ID!) { event(id: $id) { id } }', { id: '\0' })).code).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('refuses a cursor of another order and one with values of another type', async () => {
    const { events } = await ask(
      '{ events(first: 1, orderBy: { field: GOLDSTEIN }) { pageInfo { endCursor } } }',
    );
    const query = 'query ($after: String) { events(after: $after) { nodes { id } } }';
    expect((await refusal(query, { after: events.pageInfo.endCursor })).code).toBe('BAD_USER_INPUT');
    const forged = Buffer.from(JSON.stringify(['WHEN:DESC', "'; drop table event", 'x'])).toString(
      'base64url',
    );
    expect((await refusal(query, { after: forged })).code).toBe('BAD_USER_INPUT');
  });

  it('takes a country by any code in any case, and a pair in either order', async () => {
    const expected = await idsOf('{ dyad: ["CHN", "PAK"] }');
    expect(expected.length).toBeGreaterThan(20);
    expect(await idsOf('{ dyad: ["pk", "156"] }')).toEqual(expected);
    expect(await idsOf('{ countries: ["TUV"] }')).toEqual([]);
  });

  it('finds text in any case, with or without accents, and shows where', async () => {
    await world.record({
      id: 'ev:test-text',
      title: 'Besuch in São Tomé und ein 100% \\ Test_',
      summary: 'Über alles',
    });
    const { events } = await ask(
      '{ events(filter: { text: "sao TOME" }) { edges { node { id } matches { field fragments } } } }',
    );
    expect(events.edges).toEqual([
      {
        node: { id: 'ev:test-text' },
        matches: [{ field: 'title', fragments: ['Besuch in «São Tomé» und ein 100% \\ Test_'] }],
      },
    ]);
    expect(await idsOf('{ text: "uber ALLES" }')).toEqual(['ev:test-text']);
    expect(await idsOf('{ text: "tome uber" }')).toEqual(['ev:test-text']);
    expect((await idsOf('{ text: "  " }')).length).toBeGreaterThan(1);
    expect(await idsOf('{ text: "100% \\\\ test_" }')).toEqual(['ev:test-text']);
    expect(await idsOf('{ text: "10_%" }')).toEqual([]);
  });

  it('by box finds places on both sides of 180°', async () => {
    const at = (id: string, lon: number) => ({
      id: `ev:test-${id}`,
      location: { name: id, lat: -17, lon, precision: 'city' },
    });
    await world.record(at('west', -179), at('east', 179), at('far', 10));
    expect((await idsOf('{ text: "somebody", bbox: [170, -30, -170, 0] }')).sort()).toEqual([
      'ev:test-east',
      'ev:test-west',
    ]);
    expect(await idsOf('{ text: "somebody", bbox: [0, -30, 20, 0] }')).toEqual(['ev:test-far']);
  });

  it('by time takes what may have happened then', async () => {
    await world.record({
      id: 'ev:test-spring',
      when: '1801-03~',
      participants: [{ actor: 'TUV', role: 'ACTOR' }],
    });
    const found = (filter: string) => idsOf(`{ countries: ["TUV"], ${filter} }`);
    for (const filter of [
      'when: "1801"',
      'when: "1801-03-31"',
      'when: "180X"',
      'from: "1801-03-15"',
      'to: "1801-03-01"',
    ])
      expect(await found(filter)).toEqual(['ev:test-spring']);
    for (const filter of ['when: "1801-04"', 'from: "1801-04-01"', 'to: "1801-02-28"'])
      expect(await found(filter)).toEqual([]);
  });

  it('by code and type asks both of one coding', async () => {
    const coding = (cameo: string) => ({ source: 'TUV', target: 'NZL', cameo, codedBy: 'Corridor' });
    await world.record({ id: 'ev:test-two', codings: [coding('042'), coding('112')] });
    const found = (filter: string) => idsOf(`{ countries: ["TUV"], ${filter} }`);
    expect(await found('plover: [ACCUSE]')).toEqual(['ev:test-two']);
    expect(await found('cameoPrefix: "04"')).toEqual(['ev:test-two']);
    expect(await found('cameoPrefix: "04", plover: [ACCUSE]')).toEqual([]);
    expect(await found('actor: "nz"')).toEqual(['ev:test-two']);
  });

  it('knows the countries behind officials, places and armed groups', async () => {
    await world.record({
      id: 'ev:test-parts',
      participants: [
        { actor: 'person:somebody', role: 'ACTOR', country: 'TUV' },
        { actor: 'nsa:iskp', role: 'ACTOR' },
      ],
      location: { name: 'Apia', country: 'WSM', precision: 'city' },
      casualties: [{ nationality: 'NRU', killed: 2 }, { killed: 3 }],
    });
    for (const code of ['TUV', 'WSM', 'AFG'])
      expect(await idsOf(`{ countries: ["${code}"], text: "somebody" }`)).toHaveLength(1);
    expect(await idsOf('{ countries: ["NRU"] }')).toEqual([]);
    expect(await idsOf('{ victimNationality: "NR" }')).toEqual(['ev:test-parts']);
  });
});

describe('facets', () => {
  it('count the whole filtered list, each dimension apart', async () => {
    const { events } = await ask(
      '{ events(filter: { countries: ["PAK"], facets: [YEAR, KIND] }, first: 1) { totalCount facets { dimension key count } } }',
    );
    for (const dimension of ['YEAR', 'KIND']) {
      const counts = events.facets.filter((facet: { dimension: string }) => facet.dimension === dimension);
      expect(counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
        events.totalCount,
      );
    }
  });

  it('join several dimensions’ values, count the dead once and leave out what was withdrawn', async () => {
    const some = {
      kind: 'ATTACK',
      participants: [
        { actor: 'TUV', role: 'VICTIM' },
        { actor: 'NZL', role: 'ACTOR' },
      ],
      codings: [
        { source: 'NZL', target: 'TUV', cameo: '190', codedBy: 'Corridor' },
        { source: 'TUV', target: 'NZL', cameo: '112', codedBy: 'Corridor' },
      ],
      casualties: [{ nationality: 'TUV', killed: 2 }, { killed: 3 }],
    };
    await world.record(
      { ...some, id: 'ev:test-1', when: '2001-02-03' },
      { ...some, id: 'ev:test-2', when: '200X' },
    );
    await world.record({ ...some, id: 'ev:test-3', standing: 'RETRACTED' });
    const facets = (args: string) =>
      ask(`{ eventFacets(${args}) { dimension key count meanGoldstein killed } }`).then(
        (data) => data.eventFacets,
      );
    expect(await facets('groupBy: [YEAR, KIND], filter: { countries: ["TUV"] }')).toEqual([
      { dimension: 'YEAR', key: '2001|ATTACK', count: 1, meanGoldstein: -6, killed: 5 },
      { dimension: 'YEAR', key: '200X|ATTACK', count: 1, meanGoldstein: -6, killed: 5 },
    ]);
    expect(
      await facets(
        'groupBy: [PLOVER_TYPE], filter: { countries: ["TUV"], from: "2001-01-01", to: "2001-12-31" }',
      ),
    ).toMatchObject(
      [
        { key: 'ACCUSE', count: 2, meanGoldstein: -2 },
        { key: 'COERCE', count: 2, meanGoldstein: -10 },
      ].map(({ key, meanGoldstein }) => ({ meanGoldstein, key: expect.stringMatching(`${key}|ASSAULT`) })),
    );
    expect(
      await facets('groupBy: [COUNTRY], filter: { countries: ["TUV"], standing: [RETRACTED] }'),
    ).toMatchObject([
      { key: 'NZL', count: 1 },
      { key: 'TUV', count: 1 },
    ]);
  });
});
