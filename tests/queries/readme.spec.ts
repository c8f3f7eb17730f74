import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestGraph, type TestGraph } from '../world/open-test-graph.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```graphql\n([^`]+)```\s+```json\n([^`]+)```/g)].map(
  ([, query, answer]) => ({
    query: query ?? '',
    answer: JSON.parse(answer ?? '') as unknown,
  }),
);

let graph: TestGraph;
beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());

describe('the README', () => {
  it('has three example questions', () => {
    expect(examples).toHaveLength(3);
  });

  it.each(examples)('shows the answer that the graph gives: $query', async ({ query, answer }) => {
    expect(await graph.ask(query)).toEqual(answer);
  });
});
