import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpService, LocalService, eventually, get, openTestGateway, post } from './library-graph.js';
import type { Gateway } from '../src/index.js';

const query = '{ authors { name books { title } } }';
const persisted = (text: string) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
});

describe('an answer to a GET request', () => {
  let authors: LocalService;
  let books: LocalService;
  let gateway: Gateway;
  let url: string;
  const tagged = () =>
    eventually(
      () => get(url, { query }),
      ({ headers }) => headers.has('etag'),
    );

  beforeEach(async () => {
    [authors, books] = [new LocalService('authors'), new LocalService('books')];
    gateway = await openTestGateway({ authors, books });
    ({ url } = await gateway.listen());
  });
  afterEach(() => gateway.close());

  it('has a tag and may be kept, if it is asked about each time', async () => {
    const { headers, status } = await tagged();
    expect(status).toBe(200);
    expect(headers.get('etag')).toMatch(/^W\/"[0-9a-f]{32}"$/);
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(headers.get('vary')?.toLowerCase().split(', ')).toEqual(
      expect.arrayContaining(['accept', 'origin']),
    );
  });

  it('is not executed again for whoever has it', async () => {
    const tag = (await tagged()).headers.get('etag') as string;
    const executions = authors.executions;
    for (const header of [tag, tag.slice(2), `"other", ${tag}`]) {
      const { status, text, headers } = await get(url, { query }, { 'if-none-match': header });
      expect({ status, text, etag: headers.get('etag') }).toEqual({ status: 304, text: '', etag: tag });
      expect(headers.has('x-request-id')).toBe(true);
    }
    expect(authors.executions).toBe(executions);
    for (const header of ['"other"', '*'])
      expect((await get(url, { query }, { 'if-none-match': header })).status).toBe(200);
  });

  it('has another tag with other variables, another operation or another form', async () => {
    const text = 'query A($first: Int) { books(first: $first) { title } } query B { authors { name } }';
    const ask = (operationName: string, first: number, accept = 'application/json') =>
      get(url, { query: text, operationName, variables: JSON.stringify({ first }) }, { accept });
    await tagged();
    const answers = await Promise.all([
      ask('A', 1),
      ask('A', 2),
      ask('B', 1),
      ask('A', 1, 'application/graphql-response+json'),
    ]);
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(4);
    expect((await ask('A', 1)).headers.get('etag')).toBe(answers[0]?.headers.get('etag'));
  });

  it('has another tag once the data of any subgraph changed', async () => {
    const tag = (await tagged()).headers.get('etag') as string;
    books.dataVersion = '2';
    const next = await eventually(
      () => get(url, { query }, { 'if-none-match': tag }),
      ({ status }) => status === 200,
    );
    expect(next.headers.get('etag')).not.toBe(tag);
  });

  it('has no tag while the data of a subgraph is not known', async () => {
    const tag = (await tagged()).headers.get('etag') as string;
    books.readiness = () => Promise.reject(new Error('gone'));
    const { headers } = await eventually(
      () => get(url, { query }),
      (answer) => !answer.headers.has('etag'),
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await get(url, { query }, { 'if-none-match': tag })).status).toBe(200);
  });

  it('has no tag while a subgraph hangs when asked for its data', async () => {
    await tagged();
    books.readiness = () => new Promise(() => undefined);
    await eventually(
      () => get(url, { query }),
      ({ headers }) => !headers.has('etag'),
    );
  });

  it('has no tag when there is an error in it', async () => {
    await tagged();
    books.answer = () => Promise.reject(new Error('broken'));
    const { headers, json } = await get(url, { query });
    expect(json.errors).toHaveLength(1);
    expect(headers.has('etag')).toBe(false);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has no tag when the operation cannot be executed', async () => {
    await tagged();
    const { headers, status } = await get(url, { query: '{ nothing }' });
    expect(status).toBe(400);
    expect(headers.has('etag')).toBe(false);
  });

  it('is the same by HEAD, without its body', async () => {
    const tag = (await tagged()).headers.get('etag');
    const response = await fetch(`${url}?${new URLSearchParams({ query }).toString()}`, {
      method: 'HEAD',
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, tag, '']);
  });
});

describe('an answer whose subgraphs allow it to be kept', () => {
  let gateway: Gateway;
  let url: string;
  let authors: LocalService;
  beforeEach(async () => {
    authors = new LocalService('authors');
    authors.answer = async () => ({
      data: { authors: [{ name: `Ada ${authors.executions}` }] },
      extensions: { cacheControl: 'max-age=60' },
    });
    gateway = await openTestGateway({ authors, books: new LocalService('books') });
    ({ url } = await gateway.listen());
    await post(url, query); // Apollo Server answers what it has not seen, and keeps nothing
  });
  afterEach(() => gateway.close());
  const ask = async () => (await get(url, { query })).json.data;
  const whileTagged = () =>
    eventually(
      () => get(url, { query }),
      ({ headers }) => headers.has('etag'),
    );

  it('is made once, and tells clients to ask again and how old it is', async () => {
    await whileTagged();
    const made = await ask();
    const { json, headers } = await get(url, { query });
    expect(json.data).toEqual(made);
    expect([headers.get('cache-control'), headers.get('age')]).toEqual([
      'public, max-age=0, must-revalidate',
      '0',
    ]);
    const byPost = await post(url, query);
    expect([byPost.json.data, byPost.headers.get('cache-control')]).toEqual([made, 'no-store']);
  });

  it('is made again once the data of any subgraph changed', async () => {
    await whileTagged();
    const made = await ask();
    authors.dataVersion = '2';
    const next = await eventually(ask, (data) => JSON.stringify(data) !== JSON.stringify(made));
    expect(await ask()).toEqual(next);
  });

  it('is made each time while the data of a subgraph is not known', async () => {
    authors.dataVersion = undefined;
    await eventually(
      () => get(url, { query }),
      ({ headers }) => !headers.has('etag'),
    );
    expect(await ask()).not.toEqual(await ask());
  });
});

describe('a persisted operation', () => {
  let gateway: Gateway;
  let url: string;
  beforeEach(async () => {
    gateway = await openTestGateway({
      authors: new LocalService('authors'),
      books: new LocalService('books'),
    });
    ({ url } = await gateway.listen());
  });
  afterEach(() => gateway.close());

  it('is asked for by its hash once its text was sent, and is tagged as its text would be', async () => {
    const extensions = JSON.stringify(persisted(query));
    expect((await get(url, { extensions })).json.errors?.[0]?.extensions).toEqual({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    const first = await get(url, { query, extensions });
    expect(first.json.errors).toBeUndefined();
    const byHash = await eventually(
      () => get(url, { extensions }),
      ({ headers }) => headers.has('etag'),
    );
    expect(byHash.json).toEqual(first.json);
    expect((await get(url, { query })).headers.get('etag')).toBe(byHash.headers.get('etag'));
    const tag = byHash.headers.get('etag') as string;
    expect((await get(url, { extensions }, { 'if-none-match': tag })).status).toBe(304);
  });

  it('is refused when the hash is not that of the text', async () => {
    const { status, json } = await post(url, query, { extensions: persisted('{ authors { id } }') });
    expect(status).toBe(400);
    expect(json.errors).toHaveLength(1);
  });

  it('is refused when extensions are no JSON', async () => {
    expect((await get(url, { extensions: '{' })).status).toBe(400);
  });
});

describe('the data version', () => {
  it('is read from subgraphs behind HTTP too', async () => {
    const services = await Promise.all([
      new HttpService('authors').start(),
      new HttpService('books').start(),
    ]);
    const [authors, books] = services;
    const gateway = await openTestGateway({ authors: authors.target, books: books.target });
    const { url } = await gateway.listen();
    await eventually(
      () => get(url, { query }),
      ({ headers }) => headers.has('etag'),
    );
    await books.stop();
    await eventually(
      () => get(url, { query }),
      ({ headers }) => !headers.has('etag'),
    );
    await gateway.close();
    await authors.stop();
  });
});
