import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestService, type TestService } from '@corridor/testkit';
import { iso31661 } from 'iso-3166';
import { projects } from '../src/index.js';

let service: TestService;
beforeAll(async () => {
  service = await openTestService(projects);
});
afterAll(() => service.close());

/** How many statements a selection on so many countries takes. */
async function countStatements(countries: number, selection: string): Promise<number> {
  const codes = ['PAK', 'AFG', 'IND', ...iso31661.map(({ alpha3 }) => alpha3)];
  const representations = [...new Set(codes)]
    .slice(0, countries)
    .map((iso3) => ({ __typename: 'Country', iso3 }));
  service.clearStatements();
  const { data, errors } = await service.execute(
    `query($representations:[_Any!]!){_entities(representations:$representations){...on Country{${selection}}}}`,
    { representations },
  );
  expect(errors).toBeUndefined();
  expect(data._entities).toHaveLength(countries);
  return service.statements.length;
}

it.each([
  ['a page', 'projects(first:3){nodes{id title}}', 1],
  ['a page and its total', 'projects(first:3){totalCount nodes{id}}', 2],
  ['what pays for', 'projects(as:FUNDER,first:3,filter:{status:[CLOSED]}){nodes{id}}', 1],
  ['sums', 'projectFinance(groupBy:[YEAR,FUNDER]){year total{value{amount}}}', 1],
  [
    'everything of a page',
    `projects(first:3){nodes{parent{id} recipients{country{iso3}} participatingOrgs{organisation{name}} sectors{sector{name}}
      locations{point} transactions(first:2){totalCount nodes{value{amount in(currency:"CNY"){amount}} provider{name}}}
      fundingActions{id} estimates{wording} budgets{periodStart} sources{source{title}} finance{value{amount}}
      citations{source{title}}}}`,
    19,
  ],
])('%s of fifty countries takes no more statements than of three', async (_, selection, atMost) => {
  expect(await countStatements(3, selection)).toBeLessThanOrEqual(atMost);
  expect(await countStatements(50, selection)).toBeLessThanOrEqual(atMost);
});

it('a list without its total is not counted', async () => {
  service.clearStatements();
  await service.execute('{projects(first:5){nodes{id} pageInfo{hasNextPage}}}');
  expect(service.statements).toHaveLength(1);
  expect(service.statements[0]).not.toContain('count(');
});
