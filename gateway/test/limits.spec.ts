import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { LocalService, get, openTestGateway, post } from './library-graph.js';
import type { Gateway } from '../src/index.js';

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const nested = (depth: number) => `${'{ self '.repeat(depth - 1)}{ __typename }${' }'.repeat(depth - 1)}`;
const doubling = (levels: number) =>
  `{ ...F0 } ${repeat(levels, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F${levels} on Query { a: __typename }`;

/** The attack, the limit it meets, and what was found where that is known. */
const attacks: readonly (readonly [string, string, string, number | undefined])[] = [
  ['fields 50 deep', nested(50), 'MAX_DEPTH', 50],
  ['fields 500 deep', nested(500), 'MAX_NESTING', undefined],
  ['fields 20,000 deep', nested(20_000), 'MAX_NESTING', undefined],
  ['lists 20,000 deep', `{ author(id: ${'['.repeat(20_000)}`, 'MAX_NESTING', undefined],
  ['100 aliases', `{ ${repeat(100, (i) => `a${i}: __typename`)} }`, 'MAX_ALIASES', 100],
  ['10,000 aliases', `{ ${repeat(10_000, (i) => `a${i}: __typename`)} }`, 'MAX_TOKENS', undefined],
  ['fragments that double 17 times', doubling(17), 'MAX_EXPANDED_FIELDS', 2 ** 17],
  ['fragments that double 130 times', doubling(130), 'MAX_EXPANDED_FIELDS', Number.MAX_SAFE_INTEGER],
  ['5,000 times the same field', `{ ${'__typename '.repeat(5_000)}}`, 'MAX_TOKENS', undefined],
  ['400,000 tokens', `{ ${'a '.repeat(400_000)}}`, 'MAX_TOKENS', undefined],
  ['60 directives', `{ __typename ${'@skip(if: true) '.repeat(60)}}`, 'MAX_DIRECTIVES', 60],
];

describe('an operation over a limit', () => {
  const authors = new LocalService('authors');
  let gateway: Gateway;
  let url: string;
  beforeAll(async () => {
    gateway = await openTestGateway({ authors, books: new LocalService('books') });
    ({ url } = await gateway.listen());
    await post(url, '{ authors { id } }');
  });
  afterAll(() => gateway.close());

  it.each(attacks)('is refused: %s', async (_what, query, limit, found) => {
    const executions = authors.executions;
    const started = performance.now();
    const { status, json } = await post(url, query);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(status).toBe(400);
    const [error, ...others] = json.errors ?? [];
    expect(others).toEqual([]);
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', limit, bound: expect.any(Number) });
    expect(error?.extensions['found']).toBe(found);
    expect(error?.message).toContain(`${error?.extensions['bound'] as number} (${limit})`);
    if (found !== undefined) expect(error?.message).toContain(String(found));
    expect(authors.executions).toBe(executions);
  });

  it('is refused by GET and in this process as well', async () => {
    const refused = { errors: [{ extensions: { limit: 'MAX_DEPTH', found: 16 } }] };
    expect((await get(url, { query: nested(16) })).json).toMatchObject(refused);
    expect(await gateway.execute({ query: nested(16) })).toMatchObject(refused);
  });

  it('is let through when it only just keeps to it', async () => {
    for (const query of [nested(15), `{ ${repeat(50, (i) => `a${i}: __typename`)} }`, doubling(12)])
      expect((await post(url, query)).json.errors).toBeUndefined();
  });

  it('is counted with the fragments of every operation of the document', async () => {
    const { json } = await post(url, `query A { __typename } query B ${nested(20)}`, { operationName: 'A' });
    expect(json.errors?.[0]?.extensions).toMatchObject({ limit: 'MAX_DEPTH', found: 20 });
  });

  it('cannot come in by its hash', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    expect((await post(url, nested(16), { extensions })).json.errors?.[0]?.extensions).toMatchObject({
      limit: 'MAX_DEPTH',
    });
    const { json } = await get(url, { extensions: JSON.stringify(extensions) });
    expect(json.errors?.[0]?.extensions).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });
});

describe('the limits', () => {
  it('let the usual introspection through', async () => {
    const gateway = await openTestGateway({
      authors: new LocalService('authors'),
      books: new LocalService('books'),
    });
    const { data, errors } = await gateway.execute({
      query: getIntrospectionQuery({ inputValueDeprecation: true }),
    });
    await gateway.close();
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema.queryType.name', 'Query');
  });

  it('are set by their variables', async () => {
    const env = {
      MAX_DEPTH: '2',
      MAX_ALIASES: '1',
      MAX_TOKENS: '30',
      MAX_NESTING: '4',
      MAX_EXPANDED_FIELDS: '3',
      MAX_DIRECTIVES: '1',
    };
    const gateway = await openTestGateway(
      { authors: new LocalService('authors'), books: new LocalService('books') },
      env,
    );
    const limitOf = async (query: string) =>
      (await gateway.execute({ query })).errors?.[0]?.extensions?.['limit'];
    expect(await limitOf('{ self { self { __typename } } }')).toBe('MAX_DEPTH');
    expect(await limitOf('{ a: __typename b: __typename }')).toBe('MAX_ALIASES');
    expect(await limitOf('{ a a a a }')).toBe('MAX_EXPANDED_FIELDS');
    expect(await limitOf('{ a @skip(if: true) b @skip(if: true) }')).toBe('MAX_DIRECTIVES');
    expect(await limitOf(`{ ${'a '.repeat(30)} }`)).toBe('MAX_TOKENS');
    expect(await limitOf('{a{a{a{a{a}}}}}')).toBe('MAX_NESTING');
    expect(await limitOf('{ authors { id } }')).toBeUndefined();
    await gateway.close();
  });
});

describe('an operation that could be fetched in thousands of ways', () => {
  it('is refused in under a second', async () => {
    const gateway = await openTestGateway({
      authors: new LocalService('authors'),
      books: new LocalService('books'),
    });
    const { url } = await gateway.listen();
    const started = performance.now();
    const { status, json } = await post(url, nested(15).replaceAll('self', 'twin'));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(status).toBe(400);
    expect(json.errors?.[0]?.message).toMatch(/too many ways/);
    await gateway.close();
  });
});

describe('an operation that is wrong', () => {
  const services = { authors: new LocalService('authors'), books: new LocalService('books') };
  let gateway: Gateway;
  let url: string;
  beforeAll(async () => {
    gateway = await openTestGateway(services);
    ({ url } = await gateway.listen());
  });
  afterAll(() => gateway.close());

  it.each([
    [
      'fragments that go round in 130 steps',
      `{ ...F0 } ${repeat(130, (i) => `fragment F${i} on Query { self { ...F${(i + 1) % 130} } }`)}`,
    ],
    ['a fragment that spreads itself', '{ ...A } fragment A on Query { ...A }'],
    ['a syntax error', '{ authors {'],
    ['an unclosed string', '{ author(id: "'],
    ['a character that means nothing', '{ \u0000 }'],
    ['no text at all', ''],
    ['a field that does not exist', '{ nothing }'],
    ['two operations and no name', 'query A { __typename } query B { __typename }'],
    ['a subgraph’s own fields', '{ _service { sdl } }'],
    ['a subgraph’s entities', '{ _entities(representations: []) { __typename } }'],
  ])('is answered with 400 in under a second: %s', async (_what, query) => {
    const started = performance.now();
    const { status, json } = await post(url, query);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(status).toBe(400);
    expect(json.errors?.[0]?.extensions['code']).not.toBe('INTERNAL_SERVER_ERROR');
  });

  it('says which fragment goes round, however long the way', async () => {
    const fragments = repeat(150, (i) => `fragment F${i} on Query { ...F${(i + 1) % 150} }`);
    const { json } = await post(url, `{ ...F0 } ${fragments}`);
    expect(json.errors).toEqual([
      {
        message: 'Cannot spread fragment "F0" within itself.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    const deep = await post(url, `{ ...F0 } ${fragments.replaceAll('{', '{ self {').replaceAll('}', '} }')}`);
    expect(deep.json.errors?.[0]?.message).toBe('Cannot spread fragment "F0" within itself.');
  });

  it('is answered with 400 when it names an operation that is not there', async () => {
    const { status, json } = await post(url, 'query A { __typename }', { operationName: 'B' });
    expect(status).toBe(400);
    expect(json.errors?.[0]?.extensions).toEqual({ code: 'OPERATION_RESOLUTION_FAILURE' });
  });

  it('is answered with 400 when a variable does not fit', async () => {
    const { status, json } = await post(url, 'query A($id: ID!) { author(id: $id) { name } }', {
      variables: {},
    });
    expect(status).toBe(400);
    expect(json.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('is not answered with an error for each of its mistakes', async () => {
    const { json } = await post(url, `{ __typename ${repeat(10, (i) => `@unknown${i}`)} }`);
    expect(json.errors?.length).toBeLessThan(10);
    expect(json.errors?.length).toBeGreaterThan(0);
  });

  it('survives variables that are nested 100,000 deep', async () => {
    const variables = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `{"query":"query A($id: ID!) { author(id: $id) { name } }","variables":{"id":${variables}}}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('INTERNAL_SERVER_ERROR');
  });
});
