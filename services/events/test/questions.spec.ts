import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@corridor/database';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const ask = async (query: string) => {
  const { data, errors } = await world.execute(query);
  expect(errors).toBeUndefined();
  return data;
};
const of = async (type: string, key: Record<string, string>, fields: string) => {
  const { data, errors } = await world.ask(type, key, fields);
  expect(errors).toBeUndefined();
  return data._entities[0];
};

describe('the communiqué of 5 January 2026', () => {
  it('is found a day around it, by either country, and not the day after', async () => {
    const search = (on: string, issuers = '["156", "pk"]') =>
      ask(`{ statements(issuers: ${issuers}, on: "${on}") { id event { id } } }`).then((data) =>
        data.statements.map(({ id }: { id: string }) => id),
      );
    for (const on of ['2026-01-05', '2026-01-04/2026-01-06', '202X'])
      expect(await search(on)).toContain('st:chn-pak-2026-01-05');
    expect(await search('2026-01-05', '["PAK"]')).toContain('st:chn-pak-2026-01-05');
    expect(await search('2026-01-06')).toEqual([]);
    expect(await search('2026-01-05', '["CHN", "IND"]')).toEqual([]);
  });

  it('promises an upgraded corridor and closer banking, without details', async () => {
    const { statements } = await of(
      'BilateralRelation',
      { id: 'CHN-PAK' },
      'statements(first: 5) { id commitments { sectors { id } project { id } detailGiven parties { iso3 } } }',
    );
    const { commitments } = statements.find(({ id }: { id: string }) => id === 'st:chn-pak-2026-01-05');
    const banking = commitments.find(({ sectors }: { sectors: { id: string }[] }) =>
      sectors.some(({ id }) => id === 'DAC:240'),
    );
    expect(banking).toMatchObject({
      project: null,
      detailGiven: false,
      parties: [{ iso3: 'CHN' }, { iso3: 'PAK' }],
    });
    const { commitments: ofCpec } = await of(
      'Project',
      { id: 'project:cpec' },
      'commitments { id sectors { id } }',
    );
    expect(ofCpec.length).toBeGreaterThan(0);
    expect((await of('Project', { id: 'project:none' }, 'commitments { id }')).commitments).toEqual([]);
  });

  it('has China praise Pakistan, and both ask something of groups in Afghanistan', async () => {
    const { event } = await ask(`{ event(id: "ev:chn-pak-joint-2026-01-05") { version revisions { version }
      codings { plover quadClass codedBy cameo { code } source { ... on Country { iso3 } } target { ... on Country { iso3 } ... on NonStateActor { id } } } } }`);
    expect(event).toMatchObject({ version: 1, revisions: [] });
    expect(event.codings).toContainEqual(
      expect.objectContaining({
        source: { iso3: 'CHN' },
        target: { iso3: 'PAK' },
        cameo: { code: '051' },
        plover: 'SUPPORT',
      }),
    );
    const asked = event.codings.filter(({ plover }: { plover: string }) => plover === 'REQUEST');
    expect(asked.map(({ source }: { source: { iso3: string } }) => source.iso3).sort()).toEqual([
      'CHN',
      'PAK',
    ]);
    expect(asked.every(({ target }: { target: { id?: string } }) => target.id?.startsWith('nsa:'))).toBe(
      true,
    );
  });
});

describe('incidents and claims', () => {
  it('an attack hangs on the project that a source names, the latest first and within the days asked', async () => {
    const incidents = async (args: string) =>
      (await of('Project', { id: 'project:cpec' }, `securityIncidents${args} { id when kind standing }`))
        .securityIncidents;
    const all = await incidents('');
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(all.every(({ kind }: { kind: string }) => kind === 'ATTACK')).toBe(true);
    expect(await incidents('(first: 1)')).toEqual(all.slice(0, 1));
    expect(await incidents('(from: "2024-10-07")')).toEqual([]);
    await world.database.rows(sql`update event set standing = 'RETRACTED' where id = ${all[0].id}`);
    expect(await incidents('')).toEqual(all.slice(1));
  });

  it('a suspect is only blamed, by whoever blames him', async () => {
    const { event } = await ask(
      `{ event(id: "ev:kabul-airport-2021-08-26") { claims { standing claimant { ... on Country { iso3 } } about { __typename ... on Person { id } } } } }`,
    );
    const blame = event.claims.find(
      ({ claimant }: { claimant: { iso3?: string } }) => claimant.iso3 === 'PAK',
    );
    expect(blame.standing).toBe('CLAIMED');
    expect(blame.about).toContainEqual({ __typename: 'Person', id: 'person:mohammad-sharifullah' });
    const { event: arrest } = await ask(
      '{ event(id: "ev:kabul-suspect-arrest-2025-03") { participants(role: SUSPECT) { actor { ... on Person { id } } } relations { id } } }',
    );
    expect(arrest.participants).toEqual([{ actor: { id: 'person:mohammad-sharifullah' } }]);
    expect(arrest.relations).toEqual([{ id: 'PAK-USA' }]);
  });

  it('claims are found by words in any case, by claimant and by whom they are about', async () => {
    const { found, zhou, none } = await ask(`{ found: claims(text: "DIPLOMATIC  Victory") { standing }
      zhou: claims(claimant: "person:zhou-enlai") { text validFrom } none: claims(text: "Atlantis") { id } }`);
    expect(found).toEqual([{ standing: 'ANALYSIS' }]);
    expect(zhou).toEqual([expect.objectContaining({ validFrom: expect.stringMatching(/^197/) })]);
    expect(none).toEqual([]);
    const { claims, aboutBoth } = await of(
      'Country',
      { iso3: 'PAK' },
      'claims { id } aboutBoth: claims(about: "cn") { id about { ... on Country { iso3 } } }',
    );
    expect(aboutBoth.length).toBeLessThan(claims.length);
    for (const { about } of aboutBoth) expect(about).toContainEqual({ iso3: 'CHN' });
  });

  it('India’s denial stands against the claim of mediation', async () => {
    const { events } = await ask(
      '{ events(filter: { dyad: ["pk", "in"], kinds: [CEASEFIRE], when: "2025-05-10" }) { nodes { claims { standing counterClaims { claimant { ... on Country { iso3 } } } } } } }',
    );
    const claims = events.nodes.flatMap((node: { claims: unknown[] }) => node.claims);
    expect(claims).toContainEqual({ standing: 'CONTESTED', counterClaims: [{ claimant: { iso3: 'IND' } }] });
  });
});

describe('the decade of ping-pong', () => {
  it('has Pakistan as mediator between the two it brought together', async () => {
    const { events } = await of(
      'Country',
      { iso3: 'PAK' },
      'events(filter: { from: "1970-01-01", to: "1979-12-31" }, first: 100) { nodes { participants(role: MEDIATOR) { actor { ... on Country { iso3 } } } } }',
    );
    expect(events.nodes.flatMap((node: { participants: object[] }) => node.participants)).toContainEqual({
      actor: { iso3: 'PAK' },
    });
    const { drivers } = await of(
      'BilateralRelation',
      { id: 'CHN-USA' },
      'drivers(kind: BROKERED) { validFrom citations { source { title } } }',
    );
    expect(drivers[0].validFrom).toMatch(/^197/);
    expect(drivers[0].citations[0].source.title).toBeTruthy();
  });
});

describe('an answer', () => {
  it('is null for what does not exist, and a reference to it too', async () => {
    expect(await ask('{ event(id: "ev:none") { id } statement(id: "st:none") { id } }')).toEqual({
      event: null,
      statement: null,
    });
    expect(await of('Event', { id: 'ev:none' }, 'id')).toBeNull();
    expect(await of('NonStateActor', { id: 'nsa:iskp' }, 'name basedIn { iso3 }')).toMatchObject({
      basedIn: [{ iso3: 'AFG' }],
    });
  });

  it('is in the language asked where there is a translation', async () => {
    await world.record({ id: 'ev:test-title', title: 'English', titles: { zh: '中文', 'pt-BR': 'Brasil' } });
    const { event } = await ask(
      '{ event(id: "ev:test-title") { zh: title(lang: "zh-Hans-CN") br: title(lang: "pt-br") fr: title(lang: "fr") title } }',
    );
    expect(event).toEqual({ zh: '中文', br: 'Brasil', fr: 'English', title: 'English' });
  });
});
