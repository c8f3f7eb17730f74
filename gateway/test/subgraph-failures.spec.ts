import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpService, LocalService, eventually, openTestGateway, post, type Fault } from './library-graph.js';
import type { Gateway } from '../src/index.js';

const query = '{ authors { id name books { title } } }';
const names = [
  { id: 'a1', name: 'Ada' },
  { id: 'a2', name: 'Bertha' },
];
const whole = {
  authors: [
    { ...names[0], books: [{ title: 'First' }, { title: 'Third' }] },
    { ...names[1], books: [{ title: 'Second' }] },
  ],
};
const withoutBooks = { authors: names.map((author) => ({ ...author, books: null })) };
const oneMaskedError = [
  {
    message: 'The books service is not available.',
    extensions: { code: 'SERVICE_UNAVAILABLE', requestId: expect.any(String) },
  },
];

const json =
  (value: unknown): Fault =>
  (response) =>
    void response.setHeader('content-type', 'application/json').end(JSON.stringify(value));

const faults: Readonly<Record<string, Fault>> = {
  'answers 500 with a page of HTML': (response) =>
    void response
      .writeHead(500, { 'content-type': 'text/html' })
      .end('<h1>at /srv/app.js:12 10.0.0.7:5432</h1>'),
  'answers JSON that is cut off': (response) =>
    void response.setHeader('content-type', 'application/json').end('{"data":{"_entities":[{"books"'),
  'answers nothing': (response) => void response.end(),
  'hangs before it answers': () => undefined,
  'hangs in the middle of its answer': (response) => void response.write('{"data":'),
  'resets the connection': (response) => void response.socket?.resetAndDestroy(),
  'closes the connection half way': (response) => {
    response.setHeader('content-length', '1000').write('{"data":');
    setTimeout(() => response.destroy(), 20);
  },
  'answers 25 MB': (response) =>
    json({ data: { _entities: [{ books: [{ title: 'x'.repeat(25_000_000) }] }, { books: [] }] } })(response),
  'answers a list': json([]),
  'answers null': json(null),
  'answers neither data nor errors': json({ ok: true }),
  'answers data of the wrong type': json({ data: 'text' }),
  'answers errors that are not a list': json({ data: null, errors: 'no' }),
  'answers fewer entities than were asked for': json({ data: { _entities: [] } }),
  'answers entities that are not a list': json({ data: { _entities: null } }),
};

describe('a subgraph that fails behind HTTP', () => {
  let authors: HttpService;
  let books: HttpService;
  let gateway: Gateway;
  let url: string;

  beforeEach(async () => {
    authors = await new HttpService('authors').start();
    books = await new HttpService('books').start();
    gateway = await openTestGateway({ authors: authors.target, books: books.target });
    ({ url } = await gateway.listen());
  });
  afterEach(async () => {
    await gateway.close();
    await Promise.all([authors.stop(), books.stop()]);
  });

  it.each(Object.keys(faults))('takes only its own fields along when it %s', async (name) => {
    books.fault = faults[name];
    const answer = await post(url, query);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ data: withoutBooks, errors: oneMaskedError });
    expect(answer.text).not.toMatch(/127\.0\.0\.1|10\.0\.0\.7|\/srv|at .*:\d+|ECONN/);
    expect(answer.json.errors?.[0]?.extensions['requestId']).toBe(answer.headers.get('x-request-id'));
  });

  it('takes only its own fields along when it is not running, and is whole again when it runs', async () => {
    await post(url, query);
    await books.stop();
    expect((await post(url, query)).json).toEqual({ data: withoutBooks, errors: oneMaskedError });
    await books.start();
    const healed = await eventually(
      () => post(url, query),
      ({ json: { errors } }) => !errors,
    );
    expect(healed.json).toEqual({ data: whole });
  });

  it('gives one error for each fetch that failed', async () => {
    books.fault = faults['answers nothing'];
    const { json: answer } = await post(url, '{ books { title } authors { books { title } } }');
    expect(answer.errors).toHaveLength(2);
    expect(answer.data).toEqual({ books: null, authors: [{ books: null }, { books: null }] });
  });

  it('answers inside the deadline while the other services are as quick as ever', async () => {
    books.fault = faults['hangs before it answers'];
    const started = Date.now();
    const slow = post(url, query);
    await post(url, '{ authors { name } }');
    expect(Date.now() - started).toBeLessThan(400);
    expect((await slow).json.errors).toEqual(oneMaskedError);
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it('takes an error without message or code for one of the service’s', async () => {
    books.fault = json({ data: null, errors: [{ code: 1 }] });
    const { json: answer } = await post(url, query);
    expect(answer.data).toEqual(withoutBooks);
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining('without a message'),
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
      },
    ]);
  });

  it('passes on what the service itself says, with message, path and code and nothing else', async () => {
    books.fault = json({
      data: { _entities: [{ books: null }, { books: [{ title: 'Second' }] }] },
      errors: [
        {
          message: 'No more books.',
          path: ['_entities', 0, 'books'],
          locations: [{ line: 1, column: 2 }],
          extensions: {
            code: 'FORBIDDEN',
            stacktrace: ['at secret.js:1'],
            http: { status: 418 },
            host: 'db7',
          },
        },
      ],
    });
    const answer = await post(url, query);
    expect(answer.status).toBe(200);
    expect(answer.json.errors).toEqual([
      { message: 'No more books.', path: ['authors', 0, 'books'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('hands the request id on', async () => {
    const headers = { 'content-type': 'application/json', 'x-request-id': 'my-request-1' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(response.headers.get('x-request-id')).toBe('my-request-1');
    expect([...authors.service.requestIds, ...books.service.requestIds]).toEqual([
      'my-request-1',
      'my-request-1',
    ]);
  });
});

describe('the gateway', () => {
  it('starts with every subgraph down and answers as soon as they are there', async () => {
    const authors = await new HttpService('authors').start();
    const books = await new HttpService('books').start();
    const targets = { authors: authors.target, books: books.target };
    await Promise.all([authors.stop(), books.stop()]);
    const gateway = await openTestGateway(targets);
    try {
      expect((await gateway.execute({ query })).errors).toHaveLength(1);
      await Promise.all([authors.start(), books.start()]);
      const { data } = await eventually(
        () => gateway.execute({ query }),
        ({ errors }) => !errors,
      );
      expect(JSON.parse(JSON.stringify(data))).toEqual(whole);
    } finally {
      await gateway.close();
      await Promise.all([authors.stop(), books.stop()]);
    }
  });

  it('does not open without a place for every subgraph, and names the one', async () => {
    await expect(openTestGateway({ authors: new LocalService('authors') })).rejects.toThrow(
      /no place: books/,
    );
  });
});

describe('subgraphs in the gateway’s process', () => {
  const queries = [
    query,
    '{ books(first: 1) { title author { name friend { name } } } }',
    '{ secret authors { name } }',
  ];
  const answersOf: Readonly<Record<string, (() => Promise<unknown>) | undefined>> = {
    'is well': undefined,
    'fails in its own code': () => Promise.reject(new Error('at /srv/app.js')),
    'never answers': () => new Promise(() => undefined),
    'answers with an error': async () => ({
      data: null,
      errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN', http: { status: 503 } } }],
    }),
  };
  const faultsOf: Readonly<Record<string, Fault | undefined>> = {
    'fails in its own code': faults['answers 500 with a page of HTML'],
    'never answers': faults['hangs before it answers'],
    'answers with an error': json({
      data: null,
      errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN', http: { status: 503 } } }],
    }),
  };

  it.each(Object.keys(answersOf))('give the same answer as over HTTP when one %s', async (name) => {
    const [authors, books] = await Promise.all([
      new HttpService('authors').start(),
      new HttpService('books').start(),
    ]);
    const [localAuthors, localBooks] = [new LocalService('authors'), new LocalService('books')];
    books.fault = faultsOf[name];
    localBooks.answer = answersOf[name];
    const overHttp = await openTestGateway({ authors: authors.target, books: books.target });
    const inProcess = await openTestGateway({ authors: localAuthors, books: localBooks });
    try {
      const [one, other] = [await overHttp.listen(), await inProcess.listen()];
      for (const each of queries) {
        const { status, text: expected } = await post(one.url, each);
        const answer = await post(other.url, each);
        const withoutIds = (text: string) => text.replace(/"requestId":"[^"]+"/g, '"requestId":""');
        expect(answer.status).toBe(status);
        expect(withoutIds(answer.text)).toBe(withoutIds(expected));
      }
    } finally {
      await Promise.all([overHttp.close(), inProcess.close()]);
      await Promise.all([authors.stop(), books.stop()]);
    }
  });
});
