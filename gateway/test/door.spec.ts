import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpService, LocalService, eventually, get, openTestGateway, post } from './library-graph.js';
import type { Gateway } from '../src/index.js';

const services = () => ({ authors: new LocalService('authors'), books: new LocalService('books') });
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const json = { 'content-type': 'application/json' };
const schemaQuery = '{ __schema { queryType { name } } }';

describe('in development', () => {
  let gateway: Gateway;
  let url: string;
  beforeAll(async () => {
    gateway = await openTestGateway(services());
    ({ url } = await gateway.listen());
  });
  afterAll(() => gateway.close());

  it('a browser gets the Sandbox page, which may load nothing but Sandbox', async () => {
    const response = await fetch(url, { headers: html });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(
      /default-src 'none'; script-src 'sha256-[^']+' https:\/\/embeddable-sandbox\.cdn\.apollographql\.com;/,
    );
    expect(await response.text()).toContain('Apollo Sandbox cannot be loaded');
  });

  it('the schema can be asked for and suggestions are made', async () => {
    expect((await post(url, schemaQuery)).json.errors).toBeUndefined();
    expect((await post(url, '{ author }')).text).toContain('Author');
    expect((await post(url, '{ autors { id } }')).text).toContain('Did you mean \\"authors\\"');
  });

  it.each([
    'https://studio.apollographql.com',
    'https://sandbox.embed.apollographql.com',
    'http://localhost:5173',
    'http://localhost',
    'http://127.0.0.1:8080',
  ])('pages of %s may call', async (origin) => {
    const { headers } = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it.each([
    'https://example.org',
    'http://localhost.example.org',
    'http://localhost:80.example.org',
    'https://localhost:1',
    'null',
  ])('pages of %s may not', async (origin) => {
    const answer = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('in production', () => {
  let gateway: Gateway;
  let url: string;
  beforeAll(async () => {
    gateway = await openTestGateway(services(), {
      NODE_ENV: 'production',
      CORS_ORIGINS: 'https://dashboard.example.org',
    });
    ({ url } = await gateway.listen());
  });
  afterAll(() => gateway.close());

  it('a browser gets a plain answer', async () => {
    const response = await fetch(url, { headers: html });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.text()).not.toMatch(/apollo|sandbox/i);
  });

  it('the schema cannot be asked for', async () => {
    const { status, json: answer } = await post(url, schemaQuery);
    expect(status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect((await post(url, '{ __typename }')).json).toEqual({ data: { __typename: 'Query' } });
  });

  it('nothing is suggested, neither for a field nor for a value', async () => {
    expect((await post(url, '{ autors { id } }')).text).not.toMatch(/did you mean/i);
    const query = 'query A($genre: Genre) { authors { genre(like: $genre) } }';
    const { text, status } = await post(url, query, { variables: { genre: 'NOVELS' } });
    expect(status).toBe(400);
    expect(text).not.toMatch(/did you mean/i);
  });

  it('hiding suggestions takes no time over a value that is full of them', async () => {
    const value = ' Did you mean'.repeat(70_000);
    const started = performance.now();
    for (const query of [
      `{ authors { genre(like: "${value}") } }`,
      `{ authors { genre(like: NOVELS, x: "${value}") } }`,
    ])
      expect((await post(url, query)).status).toBe(400);
    const query = 'query A($genre: Genre) { authors { genre(like: $genre) } }';
    expect((await post(url, query, { variables: { genre: value } })).status).toBe(400);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('the plan of an operation is not shown', async () => {
    const headers = { ...json, 'apollo-query-plan-experimental': '1' };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: '{ authors { id } }' }),
    });
    expect(Object.keys((await response.json()) as object)).toEqual(['data']);
  });

  it('only the pages that are named may call', async () => {
    const allowed = async (origin: string) =>
      (
        await fetch(url, { method: 'POST', headers: { ...json, origin }, body: '{"query":"{ __typename }"}' })
      ).headers.get('access-control-allow-origin');
    expect(await allowed('https://dashboard.example.org')).toBe('https://dashboard.example.org');
    expect(await allowed('https://studio.apollographql.com')).toBeNull();
    expect(await allowed('http://localhost:3000')).toBeNull();
  });

  it('introspection can be switched on by itself', async () => {
    const open = await openTestGateway(services(), { NODE_ENV: 'production', INTROSPECTION: 'true' });
    expect((await open.execute({ query: schemaQuery })).errors).toBeUndefined();
    await open.close();
  });
});

describe('the door', () => {
  let gateway: Gateway;
  let url: string;
  beforeAll(async () => {
    gateway = await openTestGateway(services());
    ({ url } = await gateway.listen());
  });
  afterAll(() => gateway.close());

  it('refuses what a foreign page could send without asking', async () => {
    const simple = await fetch(`${url}?query=%7B__typename%7D`);
    expect(simple.status).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(
        (await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: 'query={__typename}' }))
          .status,
      ).toBe(415);
  });

  it('refuses a list of operations', async () => {
    const body = JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ __typename }' })));
    const response = await fetch(url, { method: 'POST', headers: json, body });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: unknown[] }).errors).toHaveLength(1);
  });

  it('lets nobody change anything by GET', async () => {
    const { status, headers } = await get(url, {
      query: 'mutation { rename(id: "a1", name: "B") { name } }',
    });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('POST');
    expect(
      (await post(url, 'mutation { rename(id: "a1", name: "B") { name } }')).json.errors,
    ).toBeUndefined();
  });

  it('treats __proto__ as a name like any other', async () => {
    expect((await post(url, '{ __proto__: __typename }')).text).toContain('"__proto__":"Query"');
    const body = '{"query":"{ __typename }","variables":{"__proto__":{"polluted":true}}}';
    expect((await fetch(url, { method: 'POST', headers: json, body })).status).toBe(400);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('answers as GraphQL over HTTP asks, also with its own media type', async () => {
    const headers = { ...json, accept: 'application/graphql-response+json' };
    const ask = (query: string) => fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    for (const query of ['{ __typename }', `{ ${'a: __typename '.repeat(51)} }`])
      expect((await ask(query)).headers.get('content-type')).toBe(
        'application/graphql-response+json; charset=utf-8',
      );
  });
});

describe('health', () => {
  it('lists the subgraphs by name, is ready with one of them down, and tells no address', async () => {
    const [authors, books] = await Promise.all([
      new HttpService('authors').start(),
      new HttpService('books').start(),
    ]);
    const gateway = await openTestGateway({ authors: authors.target, books: books.target });
    const { port } = await gateway.listen();
    const ask = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}/health/${path}`);
      return {
        status: response.status,
        body: (await response.json()) as { subgraphs?: Record<string, string> },
      };
    };
    expect(await ask('live')).toEqual({ status: 200, body: { status: 'live' } });
    await eventually(
      () => ask('ready'),
      ({ body }) => body.subgraphs?.['books'] === 'ready',
    );
    await books.stop();
    const { status, body } = await eventually(
      () => ask('ready'),
      (each) => each.body.subgraphs?.['books'] !== 'ready',
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        status: 'ready',
        subgraphs: { authors: 'ready', books: 'unreachable' },
        supergraph: {
          current: { id: expect.any(String), loadedAt: expect.any(String), fromLastGood: false },
        },
      },
    });
    await gateway.close();
    await authors.stop();
  });

  it('is no longer ready while the gateway closes, and what is under way still ends', async () => {
    const authors = new LocalService('authors');
    const gateway = await openTestGateway({ authors, books: new LocalService('books') });
    const { url } = await gateway.listen();
    let release = () => undefined as void;
    authors.answer = () =>
      new Promise((resolve) => (release = () => resolve({ data: { authors: [{ name: 'Ada' }] } })));
    const asked = post(url, '{ authors { name } }');
    await eventually(
      async () => authors.executions,
      (count) => count === 1,
    );
    const closed = gateway.close();
    expect(await gateway.readiness()).toMatchObject({ ready: false, draining: true });
    release();
    expect((await asked).json).toEqual({ data: { authors: [{ name: 'Ada' }] } });
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });
});
