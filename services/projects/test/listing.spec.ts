import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestService, type TestService } from '@corridor/testkit';
import { projects } from '../src/index.js';
import { Seed } from './seed.js';

let service: TestService;

const place = (projectId: string, longitude: number, latitude: number) => ({
  ...{
    projectId,
    position: 0,
    name: projectId,
    country: null,
    longitude,
    latitude,
    exact: true,
    locationClass: null,
  },
});

beforeAll(async () => {
  service = await openTestService(projects);
  await new Seed()
    .organisation('org:s-bvt', 'BVT')
    .project(
      'project:s-fiji',
      ['FJI'],
      ['org:s-bvt'],
      { 'DAC:31120': null },
      { startsOn: '2001-01-01', endsOn: '2003-12-31' },
    )
    .project(
      'project:s-samoa',
      ['WSM'],
      ['org:s-bvt'],
      { 'DAC:311': null },
      { status: 'CLOSED', startsOn: '2010-05-01' },
    )
    .project(
      'project:s-niue',
      ['NIU'],
      ['org:s-bvt'],
      {},
      {
        ...{ title: 'Ünïted 50% under_way', titleKey: 'united', searchText: 'united 50% under_way' },
        ...{ description: null, titles: {} },
      },
    )
    .transaction('tx:s-niue', 'project:s-niue', '100', { date: '2008-12-31' })
    .add('locations', place('project:s-fiji', 178, -18))
    .add('locations', place('project:s-samoa', -172, -13.5))
    .write(service.target);
});
afterAll(() => service.close());

async function ask(query: string, variables?: Record<string, unknown>) {
  const { data, errors } = await service.execute(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** The seeded projects that a filter lets through. */
async function found(filter: string): Promise<string[]> {
  const query = `{projects(first:100,filter:{funders:["BV"],${filter}},orderBy:{field:TITLE,direction:ASC}){nodes{id}}}`;
  return (await ask(query)).projects.nodes.map(({ id }: { id: string }) => id.replace('project:s-', ''));
}

describe('projects', () => {
  it('come page by page, each once, in every order and both directions', async () => {
    for (const field of ['TITLE', 'START', 'COMMITMENT', 'UPDATED'])
      for (const direction of ['ASC', 'DESC']) {
        const page = `first:25,orderBy:{field:${field},direction:${direction}}`;
        const ids: string[] = [];
        let after = '';
        for (let more = true; more;) {
          const { projects: connection } = await ask(
            `{projects(${page} ${after}){totalCount nodes{id} pageInfo{hasNextPage hasPreviousPage endCursor}}}`,
          );
          ids.push(...connection.nodes.map(({ id }: { id: string }) => id));
          expect(connection.pageInfo.hasPreviousPage).toBe(after !== '');
          more = connection.pageInfo.hasNextPage;
          after = `after:"${connection.pageInfo.endCursor}"`;
          if (!more) expect(ids).toHaveLength(connection.totalCount);
        }
        expect(new Set(ids).size).toBe(ids.length);
      }
  });

  it('are ordered by what their finance says', async () => {
    const { projects: connection } = await ask(
      '{projects(first:30,orderBy:{field:COMMITMENT}){nodes{finance{value{amount}}}}}',
    );
    const amounts = connection.nodes.map((node: never) =>
      Number((node as { finance: { value: { amount: string } } }).finance.value.amount),
    );
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    expect(amounts[0]).toBeGreaterThan(1e9);
  });

  it('are found inside a box, across the 180th meridian too', async () => {
    expect(await found('bbox:[170,-30,180,0]')).toEqual(['fiji']);
    expect(await found('bbox:[170,-30,-170,0]')).toEqual(['fiji', 'samoa']);
    expect(await found('bbox:[-180,-30,-170,0]')).toEqual(['samoa']);
    expect(await found('bbox:[-170,-30,170,0]')).toEqual([]);
  });

  it('are found by the time they were under way', async () => {
    expect(await found('activeIn:"2002-06"')).toEqual(['fiji']);
    expect(await found('activeIn:"2003-12-31/2010"')).toEqual(['fiji', 'samoa', 'niue']);
    // Of a closed project that nobody says the end of, only the last year that is known is sure.
    expect(await found('activeIn:"201X"')).toEqual(['samoa', 'niue']);
    expect(await found('activeIn:"2011/.."')).toEqual(['niue']);
    expect(await found('activeIn:"2007"')).toEqual([]);
  });

  it('are found by a category for its purposes, not the other way', async () => {
    expect(await found('sectors:["DAC:311"]')).toEqual(['fiji', 'samoa']);
    expect(await found('sectors:["DAC:310"]')).toEqual(['fiji', 'samoa']);
    expect(await found('sectors:["DAC:31120"]')).toEqual(['fiji']);
    expect(await found('sectors:["DAC:31191","DAC:230"]')).toEqual([]);
  });

  it('are found by words in any case and without accents, never by wildcards', async () => {
    expect(await found('text:"UNITED"')).toEqual(['niue']);
    expect(await found('text:"under_way únited"')).toEqual(['niue']);
    for (const text of ['50_', 'un%ted', 'u_der', 'united nations'])
      expect(await found(`text:"${text}"`)).toEqual([]);
    expect(await found('text:" "')).toHaveLength(3);
  });

  it('tell where the words were found', async () => {
    const { projects: connection } = await ask(
      '{projects(filter:{text:"china corridor",scope:[PROGRAMME],status:[IMPLEMENTATION]}){edges{node{id} matches{field fragments}}}}',
    );
    const edge = connection.edges.find(({ node }: { node: { id: string } }) => node.id === 'project:cpec');
    expect(edge.matches[0].field).toBe('title');
    expect(edge.matches[0].fragments[0]).toContain('«China»-Pakistan Economic «Corridor»');
    expect((await ask('{projects(first:1){edges{matches{field}}}}')).projects.edges[0].matches).toEqual([]);
  });

  it.each([
    ['gwadr port', 'project:gwadar-port', '«Gwadar Port»'],
    ['f16', 'project:pk-f16', '«F-16»'],
    ['Econmic Coridor china', 'project:cpec', '«Economic Corridor»'],
  ])('are found by %s, misspelt or joined otherwise', async (text, start, marked) => {
    const { projects: connection } = await ask(
      `{projects(filter:{text:"${text}"}){edges{node{id} matches{field fragments}}}}`,
    );
    const edge = connection.edges.find(({ node }: { node: { id: string } }) => node.id.startsWith(start));
    expect(JSON.stringify(edge.matches)).toContain(marked);
  });

  it('come in order of how well they fit, page by page, unless another order is asked for', async () => {
    const list = async (rest: string) =>
      (await ask(`{projects(filter:{text:"gwadar port"}${rest}){nodes{id title} pageInfo{endCursor}}}`))
        .projects;
    const { nodes } = await list('first:100');
    const titles: string[] = nodes.map(({ title }: { title: string }) => title.toLowerCase());
    const hasBoth = (title: string) => /\bgwadar\b/.test(title) && /\bport\b/.test(title);
    const [best, worst] = [titles.findLastIndex(hasBoth), titles.findIndex((title) => !hasBoth(title))];
    expect(nodes[0].id).toBe('project:gwadar-port');
    expect(worst).toBeGreaterThan(-1);
    expect(best).toBeLessThan(worst);
    const walked: string[] = [];
    for (let after = ''; walked.length < nodes.length;) {
      const page = await list(`first:1 ${after}`);
      walked.push(page.nodes[0].id);
      after = `after:"${page.pageInfo.endCursor}"`;
    }
    expect(walked).toEqual(nodes.map(({ id }: { id: string }) => id));
    const byTitle = (await list('first:100 orderBy:{field:TITLE,direction:ASC}')).nodes;
    expect(byTitle).not.toEqual(nodes);
    expect(new Set(byTitle.map(({ id }: { id: string }) => id))).toEqual(new Set(walked));
  });

  it('are not found by words that nothing is written like', async () => {
    expect((await ask('{projects(filter:{text:"xylophone quartet"}){totalCount}}')).projects.totalCount).toBe(
      0,
    );
  });

  it('are found by recipient and funder in all code forms, and by size', async () => {
    for (const code of ['PK', 'pak', '586']) {
      const { projects: connection } = await ask(
        `{projects(filter:{recipients:["${code}"],funders:["CN"],minUsd:"1000000000"}){totalCount nodes{recipients{country{iso3}} finance{value{amount}}}}}`,
      );
      expect(connection.totalCount).toBeGreaterThan(5);
      for (const { recipients, finance } of connection.nodes) {
        expect(recipients).toContainEqual({ country: { iso3: 'PAK' } });
        expect(Number(finance.value.amount)).toBeGreaterThanOrEqual(1e9);
      }
    }
    expect(await found('minUsd:100')).toEqual(['niue']);
    expect(await found('minUsd:"100.01"')).toEqual([]);
  });
});

describe('a question that cannot be answered is refused, naming the argument', () => {
  it.each([
    ['projects(first:1000){totalCount}', 'first'],
    ['projects(first:0){totalCount}', 'first'],
    ['projects(after:"nonsense"){nodes{id}}', 'after'],
    ['projects(filter:{bbox:[1,2,3]}){nodes{id}}', 'filter.bbox'],
    ['projects(filter:{bbox:[0,10,0,5]}){nodes{id}}', 'filter.bbox'],
    ['projects(filter:{bbox:[0,0,200,5]}){nodes{id}}', 'filter.bbox'],
    ['projects(filter:{recipients:["Narnia"]}){nodes{id}}', 'filter.recipients'],
    ['projects(filter:{funders:["XKX"]}){nodes{id}}', 'filter.funders'],
    ['projects(filter:{text:"a\\u0000b"}){nodes{id}}', 'filter.text'],
    ['projects(filter:{sectors:["DAC:\\u0000"]}){nodes{id}}', 'filter.sectors'],
    ['project{id}', 'id, iatiIdentifier, acronym'],
    ['project(id:"project:cpec",acronym:"CPEC"){id}', 'id, iatiIdentifier, acronym'],
    ['project(id:"\\u0000"){id}', 'id'],
    ['projectFinance(groupBy:[YEAR],currency:"US$"){year}', 'currency'],
    ['project(acronym:"CPEC"){transactions(first:101){totalCount}}', 'first'],
    ['project(acronym:"CPEC"){transactions(from:"2020-01-01",to:"2019-01-01"){totalCount}}', 'from'],
    ['project(acronym:"CPEC"){transactions(from:"0000-01-01"){totalCount}}', 'from'],
    ['projects(filter:{activeIn:"-0300"}){totalCount}', 'filter.activeIn'],
    ['project(acronym:"CPEC"){children(first:-1){totalCount}}', 'first'],
  ])('%s', async (query, argument) => {
    const { errors } = await service.execute(`{${query}}`);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });

  it('with a cursor of another order or of another list', async () => {
    const { projects: connection } = await ask('{projects(first:1){pageInfo{endCursor}}}');
    const { endCursor } = connection.pageInfo;
    for (const list of [
      `projects(after:"${endCursor}",orderBy:{field:TITLE})`,
      `project(acronym:"CPEC"){transactions(after:"${endCursor}")`,
    ]) {
      const { errors } = await service.execute(`{${list}{totalCount}}${list.includes('{t') ? '}' : ''}`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    }
  });
});

it('what does not exist is null, by id, by reference, and as a parent', async () => {
  const { project, _entities } = await ask(
    '{project(id:"project:none"){id} _entities(representations:[{__typename:"Project",id:"project:none\\u0000"},{__typename:"Sector",id:"DAC:1"},{__typename:"Country",iso3:"x"},{__typename:"BilateralRelation",id:"CHN"},{__typename:"Country",iso3:"AND"}]){...on Project{title} ...on Country{projects{totalCount nodes{id}} projectFinance(groupBy:[]){total{value{amount}}}} ...on BilateralRelation{projects{totalCount}}}}',
  );
  expect(project).toBeNull();
  expect(_entities).toEqual([
    null,
    null,
    { projects: null, projectFinance: null },
    { projects: null },
    { projects: { totalCount: 0, nodes: [] }, projectFinance: [{ total: { value: { amount: '0' } } }] },
  ]);
});
