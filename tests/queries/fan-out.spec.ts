import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dashboards } from '../world/dashboards.js';
import { openTestGraph, type TestGraph } from '../world/open-test-graph.js';

let graph: TestGraph;
beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());

/** Statements that an operation costs; transactions' own and the health probe's do not count. */
async function countStatements(query: string, variables?: Record<string, unknown>): Promise<number> {
  graph.clearStatements();
  const { errors } = await graph.ask(query, variables);
  expect(errors).toBeUndefined();
  return graph.statements.filter(({ requestId }) => requestId !== undefined).length;
}

const fanOut = `query FanOut($first: Int!) { countries(first: $first) { nodes { name
  projects(first: 3) { nodes { id title } }
  events(first: 3) { nodes { id title } }
  relations(first: 3) { nodes { id a { iso3 } b { iso3 } } } } } }`;

describe('a page of countries with projects, events and relations', () => {
  it('costs the same few statements for 50 countries as for 5', async () => {
    const forFive = await countStatements(fanOut, { first: 5 });
    const forFifty = await countStatements(fanOut, { first: 50 });
    expect(forFifty).toBe(forFive);
    expect(forFifty).toBeLessThanOrEqual(5);
  });

  it('costs more only where totals are asked', async () => {
    const withTotals = fanOut.replaceAll('(first: 3) { nodes', '(first: 3) { totalCount nodes');
    const without = await countStatements(fanOut, { first: 50 });
    expect(await countStatements(withTotals, { first: 50 })).toBe(without + 3);
  });
});

/** What each dashboard may cost; a statement more is an N+1 or a reason to change this number knowingly. */
const budgets: Readonly<Record<string, number>> = {
  CountryOverview: 19,
  RelationPage: 23,
  ProjectPortfolio: 11,
  EventTimeline: 7,
  CompareCountries: 10,
};

describe('a dashboard', () => {
  it.each(dashboards.map(({ name, query, variables }) => [name, query, variables] as const))(
    '%s answers whole, within its budget of statements',
    async (name, query, variables) => {
      expect(await countStatements(query, variables)).toBeLessThanOrEqual(budgets[name] ?? 0);
    },
  );
});
