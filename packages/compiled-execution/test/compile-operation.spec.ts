import { describe, expect, test } from '@jest/globals';
import type { GraphQLObjectType, GraphQLScalarType } from 'graphql';
import {
  buildSchema,
  execute,
  getIntrospectionQuery,
  parse,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { compileOperation, type ExecutionRequest } from '../src/index.js';

type Resolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>>;

function createSchema(typeDefs: string, resolvers: Readonly<Record<string, Resolvers>> = {}): GraphQLSchema {
  const schema = buildSchema(typeDefs);
  for (const [name, fields] of Object.entries(resolvers))
    for (const [field, resolve] of Object.entries(fields))
      (schema.getType(name) as GraphQLObjectType).getFields()[field]!.resolve = resolve;
  return schema;
}

const plain = (result: ExecutionResult) => JSON.parse(JSON.stringify(result)) as ExecutionResult;

/** Answers with both executors; the answers have to be the same. */
async function answer(schema: GraphQLSchema, text: string, request: ExecutionRequest = {}) {
  const document = parse(text);
  const expected = plain(await execute({ schema, document, ...request }));
  const actual = plain(await compileOperation(schema, document).execute(request));
  expect(actual).toEqual(expected);
  expect(JSON.stringify(actual.data)).toBe(JSON.stringify(expected.data));
  return actual;
}

const reject = (message: string) => Promise.reject(new Error(message));

describe('promises', () => {
  test('a list of promises whose first item rejects has as many items as were given', async () => {
    const schema = createSchema('type Query { names: [String] }', {
      Query: { names: () => [reject('no'), Promise.resolve('b'), 'c'] },
    });
    const { data, errors } = await answer(schema, '{ names }');
    expect(data).toEqual({ names: [null, 'b', 'c'] });
    expect(errors).toHaveLength(1);
  });

  test('a promise in a list of what may not be null takes the list along', async () => {
    const schema = createSchema('type Query { names: [[String!]!] }', {
      Query: { names: () => [['a'], [Promise.resolve('b'), reject('no')], Promise.resolve(['c'])] },
    });
    const { data, errors } = await answer(schema, '{ names }');
    expect(data).toEqual({ names: null });
    expect(errors).toHaveLength(1);
  });

  test('an answer does not wait for what stands below null', async () => {
    const schema = createSchema('type Query { pair: Pair next: Int } type Pair { never: Int fails: Int! }', {
      Query: { pair: () => ({}), next: async () => 1 },
      Pair: { never: () => new Promise(() => undefined), fails: () => reject('no') },
    });
    expect((await answer(schema, '{ pair { never fails } next }')).data).toEqual({ pair: null, next: 1 });
  });

  test('what fails at once leaves no rejection of its siblings unhandled', async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const schema = createSchema(
      'type Query { names: [String!] pair: Pair } type Pair { late: Int now: Int! }',
      {
        Query: { names: () => [reject('one'), null, reject('never reached')], pair: () => ({}) },
        Pair: { late: () => reject('late'), now: () => null },
      },
    );
    const result = await compileOperation(schema, parse('{ names pair { late now } }')).execute({});
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listen);
    expect(result.data).toEqual({ names: null, pair: null });
    expect(unhandled).toEqual([]);
  });

  test('a foreign promise that calls back at once, and twice, is one value', async () => {
    const then = (resolve: (value: string) => void) => {
      resolve('first');
      resolve('second');
    };
    const schema = createSchema('type Query { name: String }', { Query: { name: () => ({ then }) } });
    expect(await compileOperation(schema, parse('{ name }')).execute({})).toEqual({
      data: { name: 'first' },
    });
  });

  test('without a promise the answer is there at once', () => {
    const schema = createSchema('type Query { name: String }');
    const result = compileOperation(schema, parse('{ name }')).execute({ rootValue: { name: 'now' } });
    expect(result).toEqual({ data: { name: 'now' } });
  });

  test('the root fields of a mutation run one after the other', async () => {
    const begun: string[] = [];
    const run: GraphQLFieldResolver<unknown, unknown> = async (_source, _args, _context, info) => {
      begun.push(`${String(info.path.key)} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      begun.push(`${String(info.path.key)} ends`);
      return { then: undefined };
    };
    const schema = createSchema(
      'type Query { a: Int } type Mutation { go: Gone stop: Int! } type Gone { far: Int }',
      {
        Mutation: { go: run, stop: () => reject('stopped') },
        Gone: { far: () => Promise.resolve(1).finally(() => void begun.push('far')) },
      },
    );
    const text = 'mutation { a: go { far } b: go { far } }';
    await compileOperation(schema, parse(text)).execute({});
    expect(begun).toEqual(['a begins', 'a ends', 'far', 'b begins', 'b ends', 'far']);
    begun.length = 0;
    const stopped = await answer(schema, 'mutation { a: go { far } stop b: go { far } }');
    expect(stopped.data).toBeNull();
    expect(begun).not.toContain('b begins');
  });
});

describe('types told apart', () => {
  const typeDefs =
    'type Query { all: [Being] } union Being = Cat | Dog type Cat { name: String } type Dog { name: String }';
  const all = [{ kind: 'Cat', name: 'Tom' }, { kind: 'Dog', name: 'Rex' }, { kind: 'Bird' }, { kind: 5 }];

  test('later, by resolveType', async () => {
    const schema = createSchema(typeDefs, { Query: { all: () => all } });
    const being = schema.getType('Being') as unknown as {
      resolveType: (value: { kind: string }) => Promise<string>;
    };
    being.resolveType = async ({ kind }) => kind;
    const { data, errors } = await answer(
      schema,
      '{ all { ... on Cat { name } ... on Dog { name } __typename } }',
    );
    expect(data!['all']).toHaveLength(4);
    expect(errors).toHaveLength(2);
  });

  test('later, by isTypeOf', async () => {
    const schema = createSchema(typeDefs, { Query: { all: () => all } });
    for (const name of ['Cat', 'Dog'])
      (schema.getType(name) as GraphQLObjectType).isTypeOf = async ({ kind }: { kind: unknown }) =>
        kind === name;
    const { data } = await answer(schema, '{ all { __typename ... on Cat { name } } }');
    expect(data!['all']).toEqual([{ __typename: 'Cat', name: 'Tom' }, { __typename: 'Dog' }, null, null]);
  });
});

describe('input', () => {
  const typeDefs = `
    input Filter { text: String and: [Filter!] limit: Int! = 3 }
    type Query { find(filter: Filter, ids: [ID!], first: Int! = 2): String }`;
  const echo: GraphQLFieldResolver<unknown, unknown> = (_source, args) => JSON.stringify(args);
  const schema = createSchema(typeDefs, { Query: { find: echo } });

  test('a variable of a type that contains itself', async () => {
    const filter = { and: [{ text: 'a', and: [{ and: [] }] }, { limit: 1 }] };
    const text = 'query ($filter: Filter) { find(filter: $filter) }';
    expect((await answer(schema, text, { variableValues: { filter } })).errors).toBeUndefined();
    const wrong = { and: [{ and: [{ limit: 'x', other: 1 }] }] };
    const { data, errors } = await answer(schema, text, { variableValues: { filter: wrong } });
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(2);
  });

  test.each([
    [{}],
    [{ must: 1 }],
    [{ must: '1', filter: {} }],
    [{ must: 'x', list: 'one', filter: { limit: null } }],
    [{ must: 'x', list: [1, 'two', null], deep: [['a'], 'b', null] }],
    [{ must: 'x', list: new Set([1, 2]), other: { b: 1 } }],
    [{ must: 'x', filter: { and: [null], text: 5 }, mood: 'NONE' }],
    [{ must: 'x', filter: JSON.parse('{"__proto__": 1}'), mood: 'SAD' }],
    [{ must: 'x', filter: Object.create({ text: 'inherited' }), day: '2020' }],
    [{ must: 'x', one: { a: 1 }, day: 'no day' }],
    [{ must: 'x', one: { a: 1, b: 2 }, mood: 7 }],
    [{ must: 'x', filter: undefined, list: undefined, defaulted: undefined }],
    [{ must: 'x', filter: [], defaulted: null }],
    [JSON.parse('{"must": "x", "__proto__": 1, "toString": 2}')],
  ])(
    'variables %j are coerced, or refused, as by graphql-js',
    async (variableValues: Record<string, unknown>) => {
      const variables = createSchema(
        `input Filter { text: String and: [Filter!] limit: Int! = 3 }
       input One @oneOf { a: Int b: Int }
       enum Mood { HAPPY SAD }
       scalar Day
       type Query {
         echo(must: ID!, list: [Int], deep: [[String!]], filter: Filter, one: One, mood: Mood, day: Day, defaulted: Int): String
       }`,
        { Query: { echo } },
      );
      (variables.getType('Day') as GraphQLScalarType).parseValue = (value) => {
        if (value === 'no day') throw new Error('no day');
        return new Date(String(value)).getUTCFullYear();
      };
      const text = `query ($must: ID!, $list: [Int], $deep: [[String!]], $filter: Filter, $one: One, $mood: Mood = SAD, $day: Day, $defaulted: Int = 8) {
      echo(must: $must, list: $list, deep: $deep, filter: $filter, one: $one, mood: $mood, day: $day, defaulted: $defaulted) }`;
      await answer(variables, text, { variableValues });
    },
  );

  test('null for a variable where the argument takes none is an error of the field, once per place', async () => {
    const text = 'query ($first: Int = 1) { a: find(first: $first) b: find(first: $first) find }';
    const { errors } = await answer(schema, text, { variableValues: { first: null } });
    expect(errors).toHaveLength(2);
  });

  test('null for a condition is left to graphql-js', async () => {
    const text = 'query ($yes: Boolean = true) { find @include(if: $yes) }';
    expect((await answer(schema, text, { variableValues: { yes: null } })).errors).toHaveLength(1);
  });

  test('each resolver gets arguments of its own, in every execution', async () => {
    const spoil: GraphQLFieldResolver<unknown, unknown> = (_source, args) => {
      const text = JSON.stringify(args);
      const { filter, ids } = args as { filter: { text?: string }; ids: string[] };
      ids.push('spoilt');
      filter.text = 'spoilt';
      (args as { first: number }).first = 99;
      return text;
    };
    const spoiled = createSchema(typeDefs, { Query: { find: spoil } });
    const text =
      'query ($n: Int = 4) { a: find(filter: {limit: $n}, ids: ["1"]) b: find(filter: {limit: 2}, ids: ["1"]) }';
    const compiled = compileOperation(spoiled, parse(text));
    const first = plain(await compiled.execute({}));
    expect(plain(await compiled.execute({}))).toEqual(first);
    expect(JSON.stringify(first)).not.toContain('spoilt');
    expect(first.data).toEqual({
      a: '{"filter":{"limit":4},"ids":["1"],"first":2}',
      b: '{"filter":{"limit":2},"ids":["1"],"first":2}',
    });
  });

  test('each set of conditions is a plan of its own', async () => {
    const text =
      'query ($a: Boolean!, $b: Boolean!) { x: find @include(if: $a) ... @skip(if: $b) { y: find } }';
    const document = parse(text);
    const compiled = compileOperation(schema, document);
    for (const a of [true, false])
      for (const b of [true, false]) {
        const variableValues = { a, b };
        expect(await compiled.execute({ variableValues })).toEqual(
          await execute({ schema, document, variableValues }),
        );
      }
  });
});

describe('what a resolver is told', () => {
  test('its info, as graphql-js tells it', async () => {
    const told: GraphQLResolveInfo[] = [];
    const tell: GraphQLFieldResolver<unknown, unknown> = (_source, _args, _context, info) =>
      void told.push(info);
    const schema = createSchema('type Query { items: [Item] } type Item { it: Int }', {
      Query: { items: () => [{}] },
      Item: { it: tell },
    });
    await answer(schema, 'query Q($v: Int = 1) { list: items { ...F } } fragment F on Item { alias: it }');
    const [expected, actual] = told.map(({ path, ...others }) => ({
      path: [
        path.key,
        path.typename,
        path.prev?.key,
        path.prev?.typename,
        path.prev?.prev?.key,
        path.prev?.prev?.prev,
      ],
      ...others,
    }));
    expect(actual).toEqual(expected);
    expect(Object.keys(actual!)).toEqual(Object.keys(expected!));
  });
});

describe('documents', () => {
  const schema = createSchema('type Query { a: Int self: Query }', {
    Query: { a: () => 1, self: () => ({}) },
  });

  test('introspection', async () => {
    expect((await answer(schema, getIntrospectionQuery())).errors).toBeUndefined();
  });

  test('an operation that the schema has no root for', async () => {
    expect((await answer(schema, 'mutation { a }')).errors).toHaveLength(1);
  });

  test('an operation that is not there, or not named where there are two, is refused', () => {
    const two = parse('query A { a } query B { b: a }');
    expect(() => compileOperation(schema, two)).toThrow('Must provide operation name');
    expect(() => compileOperation(schema, two, 'C')).toThrow('Unknown operation named "C".');
    expect(() => compileOperation(schema, parse('fragment F on Query { a }'))).toThrow(
      'Must provide an operation.',
    );
    expect(compileOperation(schema, two, 'B').execute({})).toEqual({ data: { b: 1 } });
  });

  test('fragments that double at each level cost no more than what is answered', () => {
    const levels = Array.from({ length: 40 }, (_, level) => {
      const next = level === 39 ? 'a' : `...F${level + 1}`;
      return `fragment F${level} on Query { x: self { ${next} } y: self { ${next} } }`;
    });
    const deep = createSchema('type Query { a: Int self: Query }', { Query: { self: () => null } });
    const compiled = compileOperation(deep, parse(`{ ...F0 } ${levels.join(' ')}`));
    expect(compiled.execute({})).toEqual({ data: { x: null, y: null } });
  });

  test('a variable may have such a name too', async () => {
    const echo = createSchema('type Query { echo(of: Int): String }', {
      Query: {
        echo: (_source, args, _context, info) => JSON.stringify([args, Object.keys(info.variableValues)]),
      },
    });
    const text =
      'query ($__proto__: Int, $constructor: Int = 2) { a: echo(of: $__proto__) b: echo(of: $constructor) }';
    const variableValues = JSON.parse('{"__proto__": 5}') as Record<string, unknown>;
    expect((await answer(echo, text, { variableValues })).data!['a']).toContain('{"of":5}');
    await answer(echo, text);
  });

  test('names that objects have anyway are names like others', async () => {
    const text = '{ __proto__: a constructor: a toString: self { __proto__: self { then: a } } }';
    const { data } = await answer(schema, text);
    expect(Object.keys(data!)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['then']).toBeUndefined();
  });
});

test('answers are new objects, and what a custom scalar gives is given as it is', async () => {
  const schema = createSchema('scalar Json type Query { row: Row } type Row { json: Json tags: [String] }');
  (schema.getType('Json') as GraphQLScalarType).serialize = (value) => value;
  const row = { json: { a: 1 }, tags: ['t'] };
  const { data } = await compileOperation(schema, parse('{ row { json tags } }')).execute({
    rootValue: { row },
  });
  const answered = data!['row'] as typeof row;
  expect(answered).toEqual(row);
  expect(answered).not.toBe(row);
  expect(answered.tags).not.toBe(row.tags);
  expect(answered.json).toBe(row.json);
});
