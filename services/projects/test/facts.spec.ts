import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestService, type TestService } from '@corridor/testkit';
import { listReferences, projects } from '../src/index.js';

let service: TestService;
beforeAll(async () => {
  service = await openTestService(projects);
});
afterAll(() => service.close());

async function ask(query: string) {
  const { data, errors } = await service.execute(query);
  expect(errors).toBeUndefined();
  return data;
}

describe('CPEC', () => {
  it('is the flagship programme of the Belt and Road, found by acronym in any case or by id', async () => {
    for (const by of ['acronym:"cpec"', 'acronym:" CPEC "', 'id:"project:cpec"']) {
      const { project } = await ask(
        `{project(${by}){id flagship scope parent{acronym title scope parent{id}}}}`,
      );
      expect(project).toEqual({
        ...{ id: 'project:cpec', flagship: true, scope: 'PROGRAMME' },
        parent: { acronym: 'BRI', title: 'Belt and Road Initiative', scope: 'INITIATIVE', parent: null },
      });
    }
  });

  it('has rival figures side by side, some only in words, each with its source', async () => {
    const { project } = await ask(
      '{project(acronym:"CPEC"){estimates{wording measure standing low{amount currency} high{amount} citations{source{title publisher}}}}}',
    );
    const { estimates } = project;
    expect(estimates.length).toBeGreaterThan(3);
    expect(estimates.find(({ low }: { low: unknown }) => low === null).wording).toMatch(/billions/);
    expect(
      new Set(estimates.flatMap(({ low }: { low: { amount: string } | null }) => low?.amount ?? [])).size,
    ).toBeGreaterThan(3);
    for (const { citations } of estimates) expect(citations[0].source.title).not.toBe('');
  });

  it('has a second phase in preparation, for industry, agriculture and mining', async () => {
    const { project } = await ask(
      '{project(acronym:"CPEC"){phases{label status validFrom sectors{code name} citations{source{title}}} sectors{sector{code} phase{label}}}}',
    );
    const second = project.phases.find(({ label }: { label: string }) => label.includes('2.0'));
    expect(second).toMatchObject({ status: 'PIPELINE', validFrom: '2026-01-05' });
    expect(second.sectors.map(({ code }: { code: string }) => code).sort()).toEqual(['311', '321', '322']);
    expect(project.sectors).toContainEqual({ sector: { code: '311' }, phase: { label: 'CPEC 2.0' } });
  });

  it('carries its members’ money, not its own, and its members are found by their parent', async () => {
    const {
      project,
      projectFinance,
      projects: members,
    } = await ask(`{
      project(acronym:"CPEC"){finance{value{amount} excludedUmbrellas} children(first:100){totalCount nodes{parent{id}}}}
      projectFinance(filter:{parent:"project:cpec"},groupBy:[]){total{value{amount}}}
      projects(filter:{parent:"project:cpec"}){totalCount}}`);
    expect(project.children.totalCount).toBe(members.totalCount);
    expect(project.children.nodes.length).toBe(members.totalCount);
    expect(project.finance.value.amount).toBe(projectFinance[0].total.value.amount);
    expect(Number(project.finance.value.amount)).toBeGreaterThan(10e9);
    expect(project.finance.excludedUmbrellas).toBeGreaterThan(0);
  });
});

it('China answers for the Belt and Road', async () => {
  const { project } = await ask(
    '{project(acronym:"bri"){description recipients{percentage} participatingOrgs(role:ACCOUNTABLE){role organisation{name(lang:"zh") type country{iso3}}} funding:participatingOrgs(role:FUNDING){role}}}',
  );
  expect(project.recipients).toEqual([]);
  expect(project.funding).toEqual([]);
  for (const { organisation } of project.participatingOrgs)
    expect(organisation.country).toEqual({ iso3: 'CHN' });
});

describe('the programme that watches over F-16s', () => {
  it('had 397 million dollars frozen and released, and no money moved by that', async () => {
    const { project } = await ask(`{project(id:"project:pk-f16-monitoring"){
      fundingActions{kind date value{amount currency valueDate in(currency:"PKR"){rateDate}} by{name country{iso3}} citations{source{title url}}}
      transactions{totalCount} finance{value{amount} transactionCount}}}`);
    expect(project.fundingActions).toMatchObject([
      {
        kind: 'FROZEN',
        date: '2025-01-20',
        value: { amount: '397000000', currency: 'USD', valueDate: '2025-01-20' },
      },
      { kind: 'RELEASED', date: '2025-02', value: { amount: '397000000', currency: 'USD', valueDate: null } },
    ]);
    // Its day is not known, but its year is, which is all that a yearly rate needs.
    expect(project.fundingActions[1].value.in).toEqual({ rateDate: '2025-12-31' });
    expect(project).toMatchObject({ transactions: { totalCount: 0 }, finance: { transactionCount: 0 } });
  });

  it('is a matter between Pakistan and the United States, in whatever order', async () => {
    const { _entities } =
      await ask(`{_entities(representations:[{__typename:"BilateralRelation",id:"PAK-USA"},
      {__typename:"BilateralRelation",id:"CHN-USA"}]){...on BilateralRelation{id fundingActions{id kind}
        projects(filter:{text:"F-16"}){nodes{id objectives{assets theme}}}}}}`);
    expect(_entities[0].fundingActions.map(({ kind }: { kind: string }) => kind)).toEqual([
      'FROZEN',
      'RELEASED',
    ]);
    expect(
      _entities[0].projects.nodes[0].objectives.flatMap(({ assets }: { assets: string[] }) => assets),
    ).toContain('F-16');
    expect(_entities[1]).toEqual({ id: 'CHN-USA', fundingActions: [], projects: { nodes: [] } });
  });
});

it('a transaction of which only the year is known says so', async () => {
  const { project } = await ask(
    '{project(id:"project:aiddata:35127"){transactions(first:2){totalCount nodes{date validFrom provider{name} receiver{name} sector{code category}} pageInfo{hasNextPage endCursor}} sources{identifier counted value{amount currency}}}}',
  );
  expect(project.transactions).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  expect(project.transactions.nodes[0]).toMatchObject({ date: '2014-12-31', validFrom: '2014' });
  expect(project.sources).toEqual([
    { identifier: '35127', counted: true, value: { amount: '621000000', currency: 'USD' } },
  ]);
});

it('the fact files define what other services may name', () => {
  const { defines, refers } = listReferences();
  for (const id of ['project:cpec', 'DAC:240', 'org:us-department-of-state', 'phase:cpec-2'])
    expect(defines).toContain(id);
  expect(new Set(refers.map(({ id }) => id))).toContain('country:PAK');
  expect(refers[0]!.error('is nowhere').message).toMatch(/data\/projects\.json:\d+: is nowhere$/);
});

it('two sources of one publisher are two sources', async () => {
  const { project } = await ask('{project(id:"project:aiddata:37233"){sources{counted source{id title}}}}');
  expect(new Set(project.sources.map(({ source }: { source: { id: string } }) => source.id)).size).toBe(2);
});
