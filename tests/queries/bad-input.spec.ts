import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestGraph, type TestGraph } from '../world/open-test-graph.js';

let graph: TestGraph;
beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());

const connections = ['countries', 'people', 'bilateralRelations', 'projects', 'events'] as const;

const problemOf = async (query: string) => {
  const { errors } = await graph.ask(query);
  expect(errors).toHaveLength(1);
  return errors![0]!;
};

describe.each(connections)('the connection %s', (name) => {
  it('refuses first: 1000, naming the argument', async () => {
    const error = await problemOf(`{ ${name}(first: 1000) { nodes { id } } }`);
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(error.message).toBe('first: expected 1 to 100, got 1000');
  });

  it.each(['x', 'W10', '%00', "' or 1=1 --"])('refuses the cursor %p, naming the argument', async (after) => {
    const error = await problemOf(`{ ${name}(after: ${JSON.stringify(after)}) { nodes { id } } }`);
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(error.message).toMatch(/^after: /);
  });

  it('is read page by page, every node once', async () => {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const query: string = `query($after: String) { ${name}(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const { data, errors } = await graph.ask(query, { after });
      expect(errors).toBeUndefined();
      const page = data[name];
      ids.push(...page.nodes.map((node: { id: string }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(ids).size).toBe(ids.length);
    const { data } = await graph.ask(`{ ${name}(first: 1) { totalCount totalIsExact } }`);
    expect(data[name]).toEqual({ totalCount: ids.length, totalIsExact: true });
  });
});

describe('text in an argument', () => {
  it.each(["'; drop table country; --", '%', '_', '\\', '«»', '\u{1F1F5}\u{1F1F0}', 'a'.repeat(5_000)])(
    'is only ever text: %p',
    async (text) => {
      const query = `query($text: String!) { countries(filter: {text: $text}) { nodes { id } } projects(filter: {text: $text}) { nodes { id } }
        events(filter: {text: $text}) { nodes { id } } people(filter: {text: $text}) { nodes { id } } claims(text: $text) { id } }`;
      const { errors } = await graph.ask(query, { text });
      for (const error of errors ?? []) expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    },
  );

  it('with a NUL in it is BAD_USER_INPUT', async () => {
    const { errors } = await graph.ask('query($c: ID!) { country(code: $c) { name } }', { c: 'P\u0000K' });
    for (const error of errors ?? []) expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
