import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '@corridor/config';
import { serveGraphql, type GraphqlHttpServer } from '@corridor/http';
import { createDatabase, type TestDatabase } from '@corridor/testkit';
import { openService, type OpenService, type RequestContext } from '../src/index.js';
import { maskError } from '../src/mask-error.js';
import { library } from './library-service.js';

const logger = createLogger('library', 'silent');

let database: TestDatabase;
let service: OpenService;
let door: GraphqlHttpServer;
let stock: GraphqlHttpServer;
let server: ApolloServer<RequestContext>;

/** The same schema behind Apollo Server alone. */
async function openStock(): Promise<void> {
  server = new ApolloServer<RequestContext>({
    schema: buildSubgraphSchema([{ typeDefs: library.typeDefs, resolvers: library.resolvers as never }]),
    formatError: (formatted, error) => maskError(formatted, error, logger),
    introspection: true,
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    logger,
  });
  await server.start();
  stock = await serveGraphql({
    server,
    createContext: (_request, requestId) => ({ requestId }),
    host: '127.0.0.1',
    port: 0,
    maxBodyBytes: 1_000_000,
    readiness: async () => ({ ready: true }),
    logger,
  });
}

beforeAll(async () => {
  database = await createDatabase();
  service = await openService(library, { target: database.target, logger });
  await service.loaded;
  door = await service.listen('127.0.0.1', 0);
  await openStock();
});

afterAll(async () => {
  await door.close();
  await service.close();
  await stock.close();
  await server.stop();
  await database.drop();
});

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-request-id': 'asked-1', ...headers },
  body: JSON.stringify(body),
});

async function ask(url: string, init: RequestInit, search = '') {
  const response = await fetch(`${url}${search}`, init);
  const headers = new Headers(response.headers);
  headers.delete('date');
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: await response.text(),
  };
}

const introspection = '{ __schema { types { name fields { name } } } _service { sdl } }';
const entities =
  'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Book { id title pages } } }';
const representations = [
  { __typename: 'Book', id: 'b2' },
  { __typename: 'Book', id: 'none' },
  { __typename: 'Shelf', id: 's' },
];

describe('one request is answered as by Apollo Server alone', () => {
  const plain: readonly [string, unknown][] = [
    ['a query', { query: '{ books { id title pages __typename } requestId }' }],
    ['variables', { query: 'query ($l: String) { books { title(language: $l) } }', variables: { l: 'de' } }],
    ['entities', { query: entities, variables: { r: representations.slice(0, 2) } }],
    ['an entity of no type', { query: entities, variables: { r: representations } }],
    ['what only the SDL says', { query: introspection }],
    ['a masked error', { query: '{ secret requestId }' }],
    ['a refusal', { query: '{ refused }' }],
    ['null where none may be', { query: '{ requestId strict }' }],
    ['a mutation', { query: 'mutation { add(title: "New") { id title } }' }],
    ['one operation of two', { query: 'query A { requestId } query B { b: requestId }', operationName: 'B' }],
    ['an unknown operation', { query: 'query A { requestId }', operationName: 'C' }],
    ['no operation named of two', { query: 'query A { requestId } query B { requestId }' }],
    ['an empty name', { query: 'query A { requestId }', operationName: '' }],
    ['a syntax error', { query: '{ books {' }],
    ['an unknown field', { query: '{ boks { id } }' }],
    ['a missing variable', { query: 'query ($m: Int!) { slow(ms: $m) }' }],
    [
      'a wrong variable',
      { query: 'query ($s: Search) { books(search: $s) { id } }', variables: { s: { limit: 'x' } } },
    ],
    [
      'null for a condition',
      { query: 'query ($y: Boolean = true) { requestId @skip(if: $y) }', variables: { y: null } },
    ],
    ['variables as text', { query: '{ requestId }', variables: '{}' }],
    ['variables as a list', { query: '{ requestId }', variables: [] }],
    ['a name that is no text', { query: '{ requestId }', operationName: 5 }],
    [
      'a persisted query',
      { query: '{ requestId }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    ],
    ['other extensions', { query: '{ requestId }', extensions: { requestId: 'ignored' } }],
    ['no query', { variables: {} }],
    ['an empty object', {}],
    ['null', null],
    ['a text', 'text'],
    ['a query that is a document', { query: { kind: 'Document' } }],
    [
      'names that objects have',
      { query: '{ __proto__: requestId constructor: requestId toString: strict }' },
    ],
  ];

  it.each(plain)('%s', async (_, body) => {
    const expected = await ask(stock.url, post(body));
    for (let round = 0; round < 2; round++) expect(await ask(door.url, post(body))).toEqual(expected);
  });

  it.each([
    '*/*',
    'application/graphql-response+json',
    'text/html',
    'application/json;q=0.5',
    'multipart/mixed',
  ])('to a client that accepts %s', async (accept) => {
    const init = post({ query: '{ requestId secret }' }, { accept });
    expect(await ask(door.url, init)).toEqual(await ask(stock.url, init));
  });

  it.each(['GET', 'HEAD', 'PUT'])('by %s', async (method) => {
    const init = { method, headers: { 'x-request-id': 'asked-1', 'apollo-require-preflight': 'yes' } };
    for (const search of ['', '?query={requestId}', '?query=mutation{add(title:"x"){id}}'])
      expect(await ask(door.url, init, search)).toEqual(await ask(stock.url, init, search));
  });

  it('in this process', async () => {
    for (const [, body] of plain) {
      const { query, variables, operationName } = (body ?? {}) as Record<string, never>;
      const request = { query, variables, operationName };
      const expected = await server.executeOperation(request, { contextValue: { requestId: 'r' } });
      if (expected.body.kind !== 'single') throw new Error('in pieces');
      const { errors, data } = await service.execute(request, 'r');
      expect(JSON.stringify({ errors, data })).toBe(
        JSON.stringify({ errors: expected.body.singleResult.errors, data: expected.body.singleResult.data }),
      );
    }
  });
});

describe('an answer that may be kept', () => {
  it('says for how long, when it is a query’s and whole', async () => {
    const kept = await openService({ ...library, maxAgeSeconds: 60 }, { target: database.target, logger });
    await kept.loaded;
    const extensionsOf = async (query: string) => (await kept.execute({ query }, 'r')).extensions;
    expect(await extensionsOf('{ books { id } }')).toEqual({ cacheControl: 'max-age=60, public' });
    expect(await extensionsOf('{ secret requestId }')).toBeUndefined();
    expect(await extensionsOf('mutation { add(title: "New") { id } }')).toBeUndefined();
    await kept.close();
  });
});

it('data executed in this process can be written into', async () => {
  const query = '{ books { id } }';
  const first = await service.execute({ query }, 'r');
  (first.data!['books'] as Record<string, unknown>[])[0]!['id'] = 'overwritten';
  (first.data!['books'] as unknown[]).push('more');
  expect((await service.execute({ query }, 'r')).data).toEqual({ books: [{ id: 'b1' }, { id: 'b2' }] });
});

describe('an array of requests', () => {
  const askArray = async (body: unknown) => {
    const { status, body: text, headers } = await ask(door.url, post(body));
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    return { status, result: JSON.parse(text) as { data?: unknown; errors?: { message: string }[] } };
  };

  it('is answered in order, each item as by itself', async () => {
    const items = [
      { query: '{ books { id title } }' },
      { query: '{ secret }' },
      { query: '{ boks }' },
      { query: 'query ($m: Int!) { slow(ms: $m) }', variables: { m: 'x' } },
      { query: entities, variables: { r: representations } },
      { query: 'query A { requestId } query B { b: requestId }', operationName: 'B' },
    ];
    const alone = await Promise.all(
      items.map(async (item) => JSON.parse((await ask(stock.url, post(item))).body)),
    );
    expect(await askArray(items)).toEqual({ status: 200, result: alone });
  });

  it('runs its items side by side', async () => {
    const started = performance.now();
    const items = Array.from({ length: 20 }, () => ({ query: '{ slow(ms: 100) }' }));
    expect((await askArray(items)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('may carry a request id with each item, and gives the others its own', async () => {
    const query = '{ requestId }';
    const { result } = await askArray([
      { query, extensions: { requestId: 'mine' } },
      { query },
      { query, extensions: { requestId: 'not harmless\n' } },
      { query, extensions: { requestId: 5 } },
    ]);
    const ids = (result as unknown as { data: { requestId: string } }[]).map(({ data }) => data.requestId);
    expect(ids).toEqual(['mine', 'asked-1', expect.stringMatching(/^[\w-]{36}$/), 'asked-1']);
  });

  it.each([
    ['empty', [], 'An array must hold 1 to 20 requests, this one holds 0.'],
    [
      'of more than twenty',
      Array(21).fill({ query: '{ requestId }' }),
      'An array must hold 1 to 20 requests, this one holds 21.',
    ],
    [
      'of arrays',
      [{ query: '{ requestId }' }, [{ query: '{ requestId }' }]],
      'Item 1 of the array is no GraphQL request.',
    ],
    ['of something else', ['{ requestId }'], 'Item 0 of the array is no GraphQL request.'],
  ])('that is %s is refused', async (_, body, message) => {
    expect(await askArray(body)).toEqual({
      status: 400,
      result: { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] },
    });
  });

  it('takes no mutation', async () => {
    const { result } = await askArray([
      { query: 'mutation { add(title: "x") { id } }' },
      { query: '{ requestId }' },
    ]);
    expect(result).toEqual([
      { errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }] },
      { data: { requestId: 'asked-1' } },
    ]);
  });
});

it('until the database is there, single requests and arrays are told so', async () => {
  const target = { host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' };
  const early = await openService(library, { target, logger });
  const open = await early.listen('127.0.0.1', 0);
  const unavailable = {
    errors: [
      {
        message: 'The library service is starting or cannot reach its database.',
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ],
  };
  const [one, many] = await Promise.all(
    [{ query: '{ requestId }' }, [{ query: '{ requestId }' }, { query: '{ boks }' }]].map((body) =>
      ask(open.url, post(body)),
    ),
  );
  expect([one!.status, many!.status]).toEqual([503, 503]);
  expect(JSON.parse(one!.body)).toMatchObject(unavailable);
  expect(JSON.parse(many!.body)).toMatchObject([unavailable, unavailable]);
  await open.close();
  await early.close();
});
